-- about: Arrays of every simple type, as they are shown
select array[true, null] as booleans, array[cast(1 as smallint)] as smallints, array[1.5e0, nan(), infinity()] as doubles, array[real '1.5'] as reals,
  array[1.10] as decimals, array[date '2026-01-14'] as dates, array[timestamp '2026-01-14 01:02:03'] as times,
  array[timestamp '2026-01-14 01:02:03 Asia/Kolkata'] as zoned, array[x'00ff'] as bytes, array['', 'é', 'a,b', '"q"'] as texts
