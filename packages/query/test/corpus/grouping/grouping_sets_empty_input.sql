-- about: The empty grouping set over nothing: one row
select a, count(*) as n from (values 'x') as t (a) where a = 'z' group by grouping sets ((a), ())
