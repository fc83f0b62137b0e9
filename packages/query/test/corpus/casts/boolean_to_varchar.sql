-- about: Booleans to text and numbers.
select x, cast(x as varchar) as a, cast(x as integer) as b, cast(x as double) as c, cast(x as decimal(3, 1)) as d, cast(x as varchar(5)) as e, cast(x as bigint) as f from (values true, false, null) t(x) order by x
