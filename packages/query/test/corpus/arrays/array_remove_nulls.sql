-- about: array_remove beside NULL elements, and of NULL
select array_remove(array[1, null, 2], 1) as x, array_remove(array[1, null], null) as of_null
