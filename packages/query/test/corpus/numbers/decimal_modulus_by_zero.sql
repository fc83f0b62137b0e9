-- about: The remainder of a decimal by zero is an error.
select a % b from (values (1.5, 0.0)) t(a, b)
