-- about: The text of decimals keeps every digit of the scale.
select cast(1.50 as varchar) as a, cast(-0.001 as varchar) as b, cast(decimal '0.0000' as varchar) as c, cast(cast(5 as decimal(10, 2)) as varchar) as d, cast(decimal '12345678901234567890.5' as varchar) as e, cast(cast(null as decimal(5, 1)) as varchar) as f
