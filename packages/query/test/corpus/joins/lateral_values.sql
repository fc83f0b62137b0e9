-- about: LATERAL of VALUES of the left's columns is an error: a correlation not supported
select t.id, l.k, l.v from (values (1, 'a', 'b')) as t (id, p, q) cross join lateral (values ('p', t.p), ('q', t.q)) as l (k, v) order by l.k
