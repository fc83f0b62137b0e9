-- about: Division of a decimal by zero is an error.
select a / 0.0 from (values 1.5) t(a)
