-- about: ORDER BY and LIMIT are the whole's
select x from (values 3, 1) as a (x) union all select x from (values 2, 4) as b (x) order by x desc limit 2
