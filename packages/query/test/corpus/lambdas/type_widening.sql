-- about: A lambda's answer gives the array its type
select transform(array[1, 2], x -> x / 2e0) as doubles, transform(array[1, 2], x -> cast(x as decimal(10, 2)) / 3) as decimals,
  transform(array[1, 2], x -> if(x = 1, 'one')) as texts, transform(array[1, 2], x -> array[x, x]) as arrays
