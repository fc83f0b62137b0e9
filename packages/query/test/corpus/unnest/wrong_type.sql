-- about: UNNEST of what is neither array nor map is an error
select * from unnest('abc') as t (x)
