-- about: count of distinct rows of columns
select count(distinct (a, b)) as pairs, count(distinct row(a, b)) as rows from (values (1, 'a'), (1, 'a'), (1, null), (null, null), (1, null)) as t (a, b)
