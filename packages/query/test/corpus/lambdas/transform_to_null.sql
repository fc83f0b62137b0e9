-- about: transform gives a NULL element an answer
select transform(array[1, null], x -> coalesce(x, 0) + 1) as a, transform(array[1, null], x -> x is null) as b
