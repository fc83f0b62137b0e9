-- about: Rows of integers and bigints are compared as bigints
select row(1, 2) = row(cast(1 as bigint), 2e0) as x, array[row(1, 1.5), row(cast(2 as bigint), 2.25)] as y
