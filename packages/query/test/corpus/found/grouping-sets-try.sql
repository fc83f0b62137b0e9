-- about: TRY over a column that is grouped by sets.
select try(array[v.a][1]) as x from (values (1, 'x')) as v (id, a) group by grouping sets ((v.a), (v.id)) order by 1
