-- about: Equality of arrays: NULL when an element decides and is NULL
select array[1, 2] = array[1, 2] as yes, array[1, 2] = array[2, 1] as no, array[1] = array[1, 2] as shorter, array[1, null] = array[1, null] as unknown,
  array[1, null] = array[2, null] as no_beside_null, array[1] <> array[2] as differs, array[1, null] is distinct from array[1, null] as distinct_from
