-- about: max_by of n where the order is NULL, and n past the rows
select max_by(x, y, 3) as a, min_by(x, y, 3) as b from (values ('a', null), ('b', 1), ('c', 2)) as t (x, y)
