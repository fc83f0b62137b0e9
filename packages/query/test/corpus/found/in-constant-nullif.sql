-- about: a constant in a list of columns and what is NULL before rows are read, which Trino 435 forgets and 476 does not
-- refused: IN of a constant
select upper('a') in (x, nullif('A', 'A')) as a from (values 'b') as t (x)
