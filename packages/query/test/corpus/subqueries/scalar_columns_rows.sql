-- about: A subquery of several columns and rows is an error
select (select a, b from (values (1, 2), (3, 4)) as s (a, b)) as r
