-- about: ORDER BY: NULLs last ascending and descending
select x, row_number() over () > 0 as yes from (values 2, null, 1) as t (x) order by x desc
