-- about: Star over a table and its UNNEST
select * from (values (1, array['a', 'b'])) as t (id, list) cross join unnest(list) with ordinality as u (x, i) order by i
