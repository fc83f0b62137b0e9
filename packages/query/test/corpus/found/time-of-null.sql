-- about: A NULL timestamp as a time
select cast(x as time(3)) as t from (values timestamp '1969-12-31 23:59:59.001', null, timestamp '2024-02-29 23:59:59.999') as t (x) order by x
