-- about: A lambda with a parameter too many is an error
select transform(array[1, 2], (x, y) -> x)
