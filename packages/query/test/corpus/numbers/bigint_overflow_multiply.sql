-- about: A bigint product out of range is an error.
select a * a from (values 9223372036854775807) t(a)
