-- about: format of %s for each type: doubles, decimals, dates, timestamps, arrays.
select format('%s', 1e0) as a, format('%s', 1.50) as b, format('%s', date '2026-01-05') as c, format('%s', true) as d, format('%s', bigint '7') as e, format('%s', timestamp '2026-01-05 10:11:12.345') as f
