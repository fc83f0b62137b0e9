-- about: A division by zero in a branch of CASE that no row takes is no error.
select case when b = 0 then null else a / b end as q from (values (1, 0), (6, 3)) t(a, b) order by 1
