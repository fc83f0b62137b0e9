-- about: ORDER BY and LIMIT in parentheses are the part's
(select x from (values 3, 1) as a (x) order by x limit 1) union all (select x from (values 2, 4) as b (x) order by x desc limit 1) order by x
