-- about: A window function in WHERE
select app from events where row_number() over (order by event_id) = 1
