-- about: sum of bigints past their range is an error
select sum(x) from (values 9223372036854775807, 1) as t (x)
