-- about: greatest and least: NULL wins, types unify.
select greatest(1, 2, 3) as a, least(1, 2.5, -3) as b, greatest(1, null) as c, least('b', 'a', 'B') as d, greatest(date '2026-01-01', date '2025-12-31') as e, greatest(1, 2.5e0) as f, least(1.50, 1.5) as g, greatest(5) as h, typeof(least(1, 2.5, -3))
