-- about: A row in a subquery of two columns is a row in rows
select n from (values 1, 2, 3) as t (n) where (n, 'x') in (select a, b from (values (1, 'x'), (2, 'y')) as s (a, b)) order by n
