-- about: abs of the least bigint is out of range.
select abs(a) from (values bigint '-9223372036854775808') t(a)
