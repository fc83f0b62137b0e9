-- about: WHERE on what UNNEST made, with its table's name
select id, u.x from (values (1, array[1, 5]), (2, array[7])) as t (id, a) cross join unnest(t.a) as u (x) where u.x > 4 order by u.x
