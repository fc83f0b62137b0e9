-- about: A row in a subquery of one column that is a row: an error, a row in a row
select n from (values 1, 2, 3) as t (n) where row(n, 'x') in (select row(a, b) from (values (1, 'x'), (2, 'y')) as s (a, b)) order by n
