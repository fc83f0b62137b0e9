-- about: An error in a lambda is the statement's
select transform(array[1, 0], x -> 10 / x)
