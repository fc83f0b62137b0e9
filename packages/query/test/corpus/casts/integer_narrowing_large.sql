-- about: A bigint out of integer's range.
select cast(x as integer) from (values 2147483648) t(x)
