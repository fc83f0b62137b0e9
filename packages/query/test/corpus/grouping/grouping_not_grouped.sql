-- about: grouping of a column that is not grouped by is an error
select grouping(b), count(*) from (values (1, 2)) as t (a, b) group by a
