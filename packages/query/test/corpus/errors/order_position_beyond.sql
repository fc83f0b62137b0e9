-- about: ORDER BY a place that the list has not.
select app from events order by 2
