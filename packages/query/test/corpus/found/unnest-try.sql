-- about: UNNEST of TRY that names a column of the table before it.
select n, u1 from (values 1, 2) as t (n) left join unnest(try(array[n, 10 / n])) as u (u1) on true order by n, u1
