-- about: contains: NULL when it isn't there but a NULL is
select contains(array[1, 2], 2) as yes, contains(array[1, 2], 3) as no, contains(array[1, null], 1) as yes_beside_null,
  contains(array[1, null], 3) as unknown, contains(array[1], null) as of_null, contains(array[], 1) as in_nothing
