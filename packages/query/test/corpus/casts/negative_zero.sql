-- about: Negative zero to text, decimal and integer.
select cast(-0e0 as varchar) as a, cast(-0e0 as decimal(5, 2)) as b, cast(-0e0 as integer) as c, cast('-0' as integer) as d, cast('-0.0' as decimal(5, 1)) as e, cast('-0' as double) as f
