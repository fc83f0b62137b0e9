-- about: A set operation in a subquery and in FROM
select count(*) as n from (select 1 as x union select 1 union all select 2) where x in (select 1 intersect select 1)
