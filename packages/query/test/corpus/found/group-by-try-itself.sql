-- about: GROUP BY TRY and what is in it
select 1 + try(10 / c) as a, c, count(*) as n from (values (1, 2), (1, 0)) as v (id, c) group by 1 + try(10 / c), c order by 1, 2
