-- about: UNNEST joined by anything but TRUE is an error
select id, x from (values (1, array[1])) as t (id, a) join unnest(a) as u (x) on x > 1
