-- about: map_agg of NULL keys alone, and of nothing
select map_agg(k, v) as m from (values (cast(null as varchar), 1)) as t (k, v)
