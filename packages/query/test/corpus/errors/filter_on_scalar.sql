-- about: FILTER of a scalar function
select lower('a') filter (where true)
