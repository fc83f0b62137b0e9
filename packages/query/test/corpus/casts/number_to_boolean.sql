-- about: Numbers to boolean: zero is false, all else true.
select cast(0 as boolean) as a, cast(-2 as boolean) as b, cast(0.0 as boolean) as c, cast(0.5 as boolean) as d, cast(0e0 as boolean) as e, cast(1e-300 as boolean) as f
