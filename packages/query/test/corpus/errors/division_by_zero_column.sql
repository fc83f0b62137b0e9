-- about: Division by a column that is zero
select 10 / x from (values 1, 0) as t (x)
