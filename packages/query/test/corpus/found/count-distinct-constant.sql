-- about: count of a DISTINCT constant beside other aggregates
-- refused: Trino 435 counts all rows
select x, count(distinct 7) as n, max(x) as m from (values 1, 2, 2) as t (x) group by x
