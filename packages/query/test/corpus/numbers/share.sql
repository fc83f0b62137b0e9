-- about: A share of two counts: integers divide to integers unless one is cast.
select count_if(traffic = 'human') / count(*) as whole, 100 * count_if(traffic = 'human') / count(*) as percent, round(100.0 * count_if(traffic = 'human') / count(*), 2) as exact, cast(count_if(traffic = 'human') as double) / count(*) as share from events
