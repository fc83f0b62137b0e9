-- about: A row's subscript that is no literal is an error
select r[n] from (values (row(1, 2), 1)) as t (r, n)
