-- about: The text of reals is their shortest.
select cast(real '0.1' as varchar) as a, cast(real '1e7' as varchar) as b, cast(real '3.4028235e38' as varchar) as c, cast(real '0.001' as varchar) as d, cast(real '0.0001' as varchar) as e, cast(real '16777216' as varchar) as f, cast(real '1' as varchar) as g
