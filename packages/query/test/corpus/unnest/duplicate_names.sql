-- about: Two columns of UNNEST with one name are ambiguous: an error
select x from unnest(array[1], array[2]) as t (x, x)
