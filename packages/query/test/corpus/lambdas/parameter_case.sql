-- about: A lambda's parameters whatever their case
select transform(array[1, 2], X -> x + 1) as x
