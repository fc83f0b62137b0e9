-- about: greatest and least: NULL when any is NULL
select greatest(1, 3, 2) as a, least(1, 3, 2) as b, greatest(1, null) as c, least(null, 1) as d, greatest('a', 'é', 'B') as e, greatest(1, 2.5) as f, least(date '2026-01-14', date '2025-12-31') as g
