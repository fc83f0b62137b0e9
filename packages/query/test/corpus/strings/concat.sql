-- about: concat and ||, with NULL in them.
select concat('a', 'b', 'c') as a, 'a' || 'b' || 'c' as b, 'a' || null as c, concat('a', null) as d, concat('', '') as e, 'é' || '日本' as f, typeof('a' || 'bc')
