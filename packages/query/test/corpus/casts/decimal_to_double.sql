-- about: Decimals to double and real.
select cast(0.1 as double) as a, cast(1234567890123456789.123 as double) as b, cast(0.1 as real) as c, cast(-0.0 as double) as d
