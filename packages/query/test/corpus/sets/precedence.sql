-- about: INTERSECT binds closer than UNION and EXCEPT
select 1 as x union select 2 intersect select 3 order by x
