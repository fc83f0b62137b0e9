-- about: Columns into rows by UNNEST of rows
select t.id, l.k, l.v from (values (1, 'a', 'b'), (2, null, 'c')) as t (id, p, q) cross join unnest(array[('p', t.p), ('q', t.q)]) as l (k, v) order by t.id, l.k
