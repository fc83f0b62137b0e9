-- about: FETCH FIRST ROW ONLY is one row
select x from (values 3, 1, 2) as t (x) order by x desc fetch next row only
