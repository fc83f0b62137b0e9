-- about: NULL divided by zero is NULL, not an error and not infinity, for every type.
select a / b as i, a % b as m, cast(a as double) / 0e0 as d, cast(a as double) % 0e0 as dm, infinity() % c as f, cast(a as decimal(5, 2)) / 0.0 as e, cast(a as decimal(5, 2)) % 0.0 as em, cast(a as real) / real '0' as r from (values (cast(null as integer), 0, cast(null as double))) t(a, b, c)
