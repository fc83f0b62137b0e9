-- about: IGNORE NULLS with an aggregate is an error
select sum(x) ignore nulls over (order by x) from (values 1) as t (x)
