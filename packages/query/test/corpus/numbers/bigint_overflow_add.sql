-- about: A bigint sum out of range is an error.
select a + 1 from (values 9223372036854775807) t(a)
