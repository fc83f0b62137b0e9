-- about: A subquery of several columns without a row is a row of NULL
select (select 1 as a, 2 where false) as r, (select 1, 2 where false) is null as n
