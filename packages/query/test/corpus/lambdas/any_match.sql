-- about: any_match: NULL when nothing is true and something is NULL
select any_match(array[1, 2], x -> x > 1) as yes, any_match(array[1, 2], x -> x > 5) as no, any_match(array[1, null], x -> x > 5) as unknown,
  any_match(array[9, null], x -> x > 5) as yes_beside_null, any_match(array[], x -> true) as nothing
