-- about: mod by zero is an error.
select mod(7, x) from (values 0) t(x)
