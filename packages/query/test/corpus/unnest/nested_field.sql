-- about: UNNEST of an array that is a row's field
select x from (select cast(row(array[1, 2]) as row(list array(integer))) as r) as t cross join unnest(t.r.list) as u (x) order by x
