-- about: max_by and min_by: the value beside the greatest; NULL values too
select max_by(name, n) as a, min_by(name, n) as b from (values ('x', 1), (null, 9), ('z', 5), ('lost', null)) as t (name, n)
