-- about: A table's alias with a name too few is an error
select * from (values (1, 2)) as t (a)
