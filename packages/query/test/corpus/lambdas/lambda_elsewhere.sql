-- about: A lambda where none is taken is an error
select abs(x -> x)
