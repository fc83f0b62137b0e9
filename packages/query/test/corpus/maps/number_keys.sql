-- about: Maps whose keys are numbers, dates and decimals
select map(array[1.5, 2.5], array['a', 'b'])[2.5] as by_decimal, map(array[date '2026-01-14'], array['x'])[date '2026-01-14'] as by_date,
  map(array[true], array[1])[true] as by_boolean, map(array[1e0], array['d'])[1e0] as by_double
