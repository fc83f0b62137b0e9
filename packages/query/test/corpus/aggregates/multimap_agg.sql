-- about: multimap_agg: every value of a key
select multimap_agg(k, v order by v) as m from (values ('a', 1), ('a', 2), ('b', null)) as t (k, v)
