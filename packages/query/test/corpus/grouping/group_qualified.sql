-- about: A column grouped with its table's name and shown without
select x, t.y from (values (1, 2)) as t (x, y) group by t.x, y
