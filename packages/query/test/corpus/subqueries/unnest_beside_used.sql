-- about: The same that asks for the row is an error
select (select sum(e + one) from (values 1) as v (one) cross join unnest(t.a) as u (e)) as x from (values array[1, 2], array[3]) as t (a) order by 1
