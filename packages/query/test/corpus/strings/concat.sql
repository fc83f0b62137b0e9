-- about: concat and || of texts, with a NULL text among them.
select concat('a', 'b', 'c') as a, 'a' || 'b' || 'c' as b, 'a' || cast(null as varchar) as c, concat(cast(null as varchar), 'a') as d, concat('', '') as e, 'é' || '日本' as f, typeof('a' || 'bc')
