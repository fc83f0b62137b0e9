-- about: ORDER BY a place that is not there is an error
select x from (values 1) as t (x) order by 2
