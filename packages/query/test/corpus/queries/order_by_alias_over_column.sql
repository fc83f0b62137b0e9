-- about: ORDER BY a name that is an alias and a column means the alias
select -x as x from (values 1, 3, 2) as t (x) order by x
