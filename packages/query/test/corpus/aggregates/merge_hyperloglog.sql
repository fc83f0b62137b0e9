-- about: cardinality of approx_set
-- refused: approx_set
select cardinality(approx_set(x)) as n from (values 1, 2, 2, null) as t (x)
