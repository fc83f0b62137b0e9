-- about: map_agg: keys once, NULL keys left out
select map_agg(k, v) as m from (values ('a', 1), ('b', null), (null, 3)) as t (k, v)
