-- about: GROUP BY a map, entries in another order being the same map
select m, count(*) as n from (values map(array[1, 2], array['a', 'b']), map(array[1, 2], array['a', 'b']), map(array[3], array['c'])) as t (m)
group by m order by n
