-- about: a constant in a list of columns and a constant NULL, which Trino 435 forgets and 476 does not
-- refused: IN of a constant
select 'a' in (x, cast(null as varchar)) as a from (values 'b') as t (x)
