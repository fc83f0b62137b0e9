-- about: ORDER BY a column that is not there
select app from events order by nope
