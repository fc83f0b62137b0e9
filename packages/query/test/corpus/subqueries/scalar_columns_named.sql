-- about: A subquery of several columns has their names
select (select 1 as a, 'x') as r, (select 1 as a, 2).a as a
