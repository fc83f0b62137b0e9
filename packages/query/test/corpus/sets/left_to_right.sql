-- about: UNION and EXCEPT from left to right; parentheses first
select x from ((select 1 as x union all select 2) except select 1) union all (select 9 except select 1) order by x
