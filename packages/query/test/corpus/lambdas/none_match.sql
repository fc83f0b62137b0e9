-- about: none_match: all_match turned round
select none_match(array[1, 2], x -> x > 5) as yes, none_match(array[1, 2], x -> x > 1) as no, none_match(array[1, null], x -> x > 5) as unknown,
  none_match(array[9, null], x -> x > 5) as no_beside_null, none_match(array[], x -> true) as nothing
