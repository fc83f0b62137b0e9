-- about: IF asks not the branch that is not taken
select x, if(x <> 0, 10 / x, -1) as y from (values 0, 5) as t (x) order by x
