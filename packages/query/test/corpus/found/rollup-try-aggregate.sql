-- about: TRY of an aggregate and a column over ROLLUP
select try(cast(a as integer)) + count(*) as x, try(sum(id) / cast(a as integer)) from (values (1, '2'), (2, '0')) as v (id, a) group by rollup(a) order by 1, 2
