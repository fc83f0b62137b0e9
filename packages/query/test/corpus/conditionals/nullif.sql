-- about: nullif: NULL when equal, the first's type
select nullif(1, 1) as a, nullif(1, 2) as b, nullif(null, 1) as c, nullif(1, null) as d, nullif('a', 'a ') as e, nullif(1, 1.0) as f, nullif(5, 2.5) as g
