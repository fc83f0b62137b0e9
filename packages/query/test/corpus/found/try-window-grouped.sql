-- about: TRY of a window ordered by what is grouped by
select v.b, try(min(element_at(array_agg(v.id order by v.id), 1)) over (order by v.b desc)) as x from (values (1, 2), (2, 3), (3, 3)) as v (id, b) group by v.b order by 1
