-- about: A decimal divided by an integer and the other way round.
select 1.50 / 4 as a, 10 / 4.0 as b, 1 / 3.000 as c, bigint '7' / 2.0 as d, typeof(1.50 / 4), typeof(10 / 4.0), typeof(bigint '7' / 2.0)
