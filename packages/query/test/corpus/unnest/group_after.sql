-- about: Grouping what UNNEST made
select x, count(*) as n from (values array['a', 'b'], array['a'], array['c', 'a']) as t (a) cross join unnest(a) as u (x) group by x order by n desc, x
