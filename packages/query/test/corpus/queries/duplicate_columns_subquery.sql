-- about: Two columns of one name in a subquery: star shows both
select * from (select 1 as x, 2 as x)
