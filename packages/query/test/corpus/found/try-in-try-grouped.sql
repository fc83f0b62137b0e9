-- about: TRY in TRY, of an aggregate and what is grouped by
select try(10 / try(sum(id) / c)) as a from (values (1, 2), (1, 0)) as v (id, c) group by rollup (v.c) order by 1
