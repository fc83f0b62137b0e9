-- about: round's digits are an integer, never a bigint
select round(1.55, cardinality(array[1]))
