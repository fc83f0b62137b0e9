-- about: The remainder of a division by zero is an error.
select a % b from (values (1, 0)) t(a, b)
