-- about: UNION ALL keeps every row
select x from (values 1, 2) as a (x) union all select x from (values 2) as b (x) order by x
