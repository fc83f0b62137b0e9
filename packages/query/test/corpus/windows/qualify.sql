-- about: QUALIFY is a syntax error: a subquery is the way
select x, row_number() over (order by x) as n from (values 1) as t (x) qualify n = 1
