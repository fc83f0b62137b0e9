-- about: all_match: NULL when nothing is false and something is NULL
select all_match(array[1, 2], x -> x > 0) as yes, all_match(array[1, 2], x -> x > 1) as no, all_match(array[1, null], x -> x > 0) as unknown,
  all_match(array[0, null], x -> x > 0) as no_beside_null, all_match(array[], x -> false) as nothing
