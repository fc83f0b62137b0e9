-- about: A subquery of UNNEST beside a single row
select (select sum(e) from (values 1) as v (one) cross join unnest(t.a) as u (e)) as x from (values array[1, 2], array[3]) as t (a) order by 1
