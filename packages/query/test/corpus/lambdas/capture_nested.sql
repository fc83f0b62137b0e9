-- about: A lambda in a lambda, each with the outer's parameter and a column
select transform(array[1, 2], x -> transform(array[10, 20], y -> x * y + n)) as x from (values 100) as t (n)
