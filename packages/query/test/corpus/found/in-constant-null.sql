-- about: a constant in a list of columns and a constant NULL
-- refused: Trino 435 forgets the NULL, and 476 does not
select 'a' in (x, cast(null as varchar)) as a from (values 'b') as t (x)
