-- about: transform: each element, NULLs too
select transform(array[1, null, 3], x -> x * 10) as numbers, transform(array['a', 'bc'], x -> length(x)) as lengths, transform(array[], x -> 1) as nothing,
  transform(cast(null as array(integer)), x -> x) as of_null
