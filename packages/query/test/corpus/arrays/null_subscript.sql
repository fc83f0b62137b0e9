-- about: A subscript of NULL.
select null[1] as a
