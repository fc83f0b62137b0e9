-- about: count of a DISTINCT constant of a query within, beside other aggregates, all of whose rows Trino 435 counts and 476 does not
-- refused: count of a DISTINCT constant
with s as (select 'a' as y, x from (values 1, 2, 3) as t (x)) select count(distinct y) as n, sum(x) as s from s
