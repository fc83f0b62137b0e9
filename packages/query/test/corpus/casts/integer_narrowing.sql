-- about: Narrowing casts within range.
select cast(127 as tinyint) as a, cast(bigint '-32768' as smallint) as b, cast(2147483647 as integer) as c, typeof(cast(1 as smallint)), cast(bigint '2147483647' as integer) as d
