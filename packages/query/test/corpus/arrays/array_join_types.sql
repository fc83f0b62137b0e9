-- about: array_join writes doubles, decimals, dates and timestamps as casts to varchar do
select array_join(array[1.5e0, 1e10, nan()], ' ') as doubles, array_join(array[1.50, 2.25], ' ') as decimals,
  array_join(array[date '2026-01-14'], ' ') as dates, array_join(array[timestamp '2026-01-14 01:02:03.004'], ' ') as times
