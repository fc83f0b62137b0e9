-- about: count of a DISTINCT constant beside other aggregates, all of whose rows Trino 435 counts and 476 does not
-- refused: count of a DISTINCT constant
select x, count(distinct 7) as n, max(x) as m from (values 1, 2, 2) as t (x) group by x
