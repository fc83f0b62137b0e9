-- about: Integers of every width to text.
select cast(x as varchar) as a, cast(bigint '-9223372036854775808' as varchar) as b, cast(tinyint '-7' as varchar) as c, cast(0 as varchar) as d from (values 1, -1, null) t(x) order by x
