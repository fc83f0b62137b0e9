-- about: A row's subscript must be a literal
select r[n] from (values (row(1, 2), 1)) as t (r, n)
