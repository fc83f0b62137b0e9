-- about: The sum of integers is bigint; a sum beyond bigint is an error.
select sum(a) from (values 9223372036854775807, 1) t(a)
