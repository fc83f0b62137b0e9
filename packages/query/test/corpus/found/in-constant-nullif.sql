-- about: a constant in a list of columns and what is NULL before rows are read
-- refused: Trino 435 forgets the NULL, and 476 does not
select upper('a') in (x, nullif('A', 'A')) as a from (values 'b') as t (x)
