-- about: typeof of many expressions
select typeof(1) as a, typeof(3000000000) as b, typeof(1.50) as c, typeof(1e0) as d, typeof('abc') as e, typeof(null) as f, typeof(array[1]) as g, typeof(map(array['a'], array[1])) as h,
  typeof(row(1, 'x')) as i, typeof(timestamp '2026-01-14 01:02:03.123456') as j, typeof(interval '1' day) as k, typeof(cast(1 as decimal(10, 2)) / 3) as l, typeof(json '1') as m, typeof(x'00') as n
