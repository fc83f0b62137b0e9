-- about: Integers to doubles, beyond 2^53 too.
select cast(7 as double) as a, cast(9007199254740993 as double) as b, cast(9223372036854775807 as real) as c, cast(16777217 as real) as d
