-- about: max_by of a row ordered by a row
select max_by(row(name, n), row(n, name)) as a from (values ('x', 1), ('y', 1), ('z', 0)) as t (name, n)
