-- about: Two CROSS JOIN UNNESTs one after the other: every pair
select x, y from (values (array[1, 2], array['a', 'b'])) as t (a, b) cross join unnest(a) as u (x) cross join unnest(b) as v (y) order by x, y
