-- about: A lambda that takes a column not grouped by is an error
select app, transform(array[1, 2], x -> concat(traffic, 'x')) as x from events group by app
