-- about: max and min of rows: the latest with what is beside it
select max(row(n, name)) as latest, min(row(n, name))[2] as first from (values (1, 'a'), (3, 'c'), (2, 'b')) as t (n, name)
