-- about: A lambda that takes a column grouped by
select app, transform(array[1, 2], x -> app || cast(x as varchar)) as x from events
where received_date between '2026-01-01' and '2026-02-28' group by app order by app
