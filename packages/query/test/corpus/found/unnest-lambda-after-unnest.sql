-- about: UNNEST of TRY, of a table's column and one unnested before
select n, u1 from (values 1, 2) as t (n) cross join unnest(array[n]) as w (m) cross join unnest(try(array[m, 10 / n])) as u (u1) order by n, u1
