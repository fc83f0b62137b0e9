-- about: FETCH FIRST and NEXT ROWS ONLY
select x from (values 3, 1, 2) as t (x) order by x fetch first 2 rows only
