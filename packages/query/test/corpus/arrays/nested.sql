-- about: Arrays of arrays: literal, subscript twice, cardinality
select a, a[2][1] as x, cardinality(a[1]) as n from (values array[array[1, 2, 3], array[4]]) as t (a)
