-- about: a constant row in a list of rows, one of them of constant NULLs, which Trino 435 forgets and 476 does not
-- refused: IN of a constant
select ('mobile', false) in ((cast(null as varchar), cast(null as boolean)), ('', b)) as a from (values true) as t (b)
