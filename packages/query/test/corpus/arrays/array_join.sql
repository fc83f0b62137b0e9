-- about: array_join leaves NULLs out, or writes something for them
select array_join(array[1, null, 3], '-') as without, array_join(array[1, null, 3], '-', '?') as instead, array_join(array[], ',') as nothing,
  array_join(array['a', ''], ',') as empty_text, array_join(array[true, false], '/') as booleans, array_join(array[null], ',', 'x') as only_null
