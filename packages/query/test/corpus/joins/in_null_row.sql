-- about: NULL in a list that is a subquery of nothing and of something
select null in (select 1) as a, null in (select 1 where false) as b, 1 in (select cast(null as integer)) as c, 1 not in (select cast(null as integer)) as d
