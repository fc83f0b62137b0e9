-- about: An interval divided by zero.
select interval '1' day / x from (values 0) t(x)
