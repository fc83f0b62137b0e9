-- about: UNNEST with a name too many is an error
select * from unnest(array[1, 2]) as t (a, b)
