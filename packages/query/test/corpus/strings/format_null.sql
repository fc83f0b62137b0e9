-- about: Text functions of NULL are NULL.
select lower(null) as a, replace('a', 'a', null) as b, lpad('a', null, 'x') as c, split_part('a', ',', null) as d, substr('abc', null) as e, 'a' like null as f, strpos('a', null) as g
