-- about: LISTAGG ON OVERFLOW clauses where nothing overflows
select listagg(x, ',' on overflow error) within group (order by x) as a, listagg(x, ',' on overflow truncate '...' with count) within group (order by x) as b,
  listagg(x, ',' on overflow truncate without count) within group (order by x) as c from (values 'b', 'a') as t (x)
