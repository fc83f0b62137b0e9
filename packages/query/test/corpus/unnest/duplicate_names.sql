-- about: Two columns of UNNEST with one name are told apart by nothing
select x from unnest(array[1], array[2]) as t (x, x)
