-- about: max_by leaves out rows whose order is NULL
select max_by(name, n) as a, min_by(name, n) as b, max_by(name, cast(null as integer)) as c from (values ('x', null), ('y', 2), ('z', 1)) as t (name, n)
