-- about: A table's alias with names for its columns
select b, a from (select 1, 'x') as t (a, b)
