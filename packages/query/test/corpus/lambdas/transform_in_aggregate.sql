-- about: A lambda over what an aggregate made
select app, transform(array_sort(array_agg(distinct traffic)), x -> upper(x)) as x from events
where received_date between '2026-01-01' and '2026-02-28' group by app order by app
