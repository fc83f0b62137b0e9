-- about: CAST of a row to one with more fields is an error
select cast(row(1, 2) as row(a integer))
