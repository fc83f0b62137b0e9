-- about: LEFT JOIN LATERAL ON TRUE
select t.x, l.y from (values 1, 2) as t (x) left join lateral (select y from (values (1, 'p')) as s (x, y) where s.x = t.x) as l on true order by t.x
