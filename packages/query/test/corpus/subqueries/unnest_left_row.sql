-- about: The same by LEFT JOIN
select (select sum(e) from (values 1) as v (one) left join unnest(t.a) as u (e) on true) as x from (values array[1, 2], array[3]) as t (a) order by 1
