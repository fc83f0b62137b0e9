-- about: TRY that is grouped by, of a column that is too
select v.b, try(10 / (v.b + v.a)) as x, try(1 + try(10 / (v.b + v.a))) as y from (values (1, 2, 3)) as v (id, a, b) group by 1, 2, 3
