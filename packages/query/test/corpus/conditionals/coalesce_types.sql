-- about: coalesce takes one type of all
select coalesce(1, 2.5) as a, coalesce(null, 1, 2e0) as b, coalesce('a', 'bcd') as c, coalesce(date '2026-01-14', timestamp '2026-01-14 01:02:03') as d
