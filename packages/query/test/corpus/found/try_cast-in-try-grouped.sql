-- about: TRY_CAST in TRY of what is grouped by
select v.c, try(try_cast(map(array['a', 'b'], array[v.c, v.c]) as map(varchar, bigint))['b']) as m from (values (1, 2)) as v (id, c) group by v.c order by 1
