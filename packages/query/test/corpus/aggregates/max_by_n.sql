-- about: max_by and min_by of n: arrays in order
-- refused: max_by of 2, with NULLs
select max_by(name, n, 2) as a, min_by(name, n, 2) as b, max_by(name, n, 9) as c from (values ('x', 1), (null, 9), ('z', 5), ('lost', null)) as t (name, n)
