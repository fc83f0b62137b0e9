-- about: a constant beside TRY that fails for some rows
select v.b, max(10) as a, min(try(cast(v.a as integer))) as m from (values (1, 0e0, '42'), (2, 1e10, null)) as v (id, a, b) cross join (values 1, 2) as w (x) group by v.b
