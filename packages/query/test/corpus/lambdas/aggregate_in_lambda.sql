-- about: An aggregate in a lambda is an error
select transform(array[1, 2], x -> sum(x)) from (values 1) as t (n)
