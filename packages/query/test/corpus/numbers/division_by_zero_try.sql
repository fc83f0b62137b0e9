-- about: TRY turns a division by zero into NULL.
select a, try(a / b) as q from (values (1, 0), (6, 3), (null, 0)) t(a, b) order by a
