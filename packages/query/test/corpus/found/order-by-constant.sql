-- about: DISTINCT with constants in the list, ordered by their places and names
select distinct 'a' as c0, 5 as c1, a from (values 2, 1) as t (a) order by 1 nulls first, c1, 3
