-- about: UNNEST of a row is an error
select * from unnest(row(1, 2)) as t (x)
