-- about: ORDER BY a column that only a part has is an error
select x from (values (1, 2)) as a (x, y) union all select 5 order by y
