-- about: Doubles to real lose digits; too large becomes infinity.
select cast(0.1e0 as real) as a, cast(1e39 as real) as b, cast(1e-50 as real) as c, cast(cast(0.1e0 as real) as double) as d
