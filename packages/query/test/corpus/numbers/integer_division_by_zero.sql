-- about: Division of an integer by zero is an error.
select a / b from (values (1, 0)) t(a, b)
