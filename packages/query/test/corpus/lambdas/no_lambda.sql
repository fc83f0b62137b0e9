-- about: A function that takes a lambda given something else is an error
select transform(array[1, 2], 3)
