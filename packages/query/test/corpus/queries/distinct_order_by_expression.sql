-- about: DISTINCT ordered by an expression of what is shown is an error
select distinct x from (values 1, -2, 1) as t (x) order by abs(x)
