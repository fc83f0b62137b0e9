-- about: ROLLUP of an expression is an error
select upper(a), count(*) from (values 'x') as t (a) group by rollup (upper(a))
