-- about: A lambda that leaves its parameter alone
select transform(array[1, 2, 3], x -> 'same') as x, transform(array[1, null], _ -> null) as y
