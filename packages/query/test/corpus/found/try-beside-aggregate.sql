-- about: TRY of what is grouped by, beside TRY_CAST of an aggregate
select try(cast(c as bigint)) as a, try_cast(try_cast(min(d) as double) as decimal(12, 3)) as b from (values (1, '1.5'), (2, '2')) as t (c, d) group by c order by 1
