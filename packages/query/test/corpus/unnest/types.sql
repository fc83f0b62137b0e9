-- about: UNNEST keeps the elements' types
select d, t, z, m, b from unnest(array[date '2026-01-14'], array[timestamp '2026-01-14 01:02:03.5'], array[timestamp '2026-01-14 01:02:03 UTC'], array[1.25], array[true]) as u (d, t, z, m, b)
