-- about: NULL in arithmetic gives NULL of the other's type.
select 1 + null as a, null * 2.5 as b, null / 0 as c, -cast(null as double) as d, typeof(1 + null), typeof(null * 2.5), typeof(null)
