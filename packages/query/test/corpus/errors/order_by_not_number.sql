-- about: ORDER BY place 0
select app from events order by 0
