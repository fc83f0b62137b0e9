-- about: Order of arrays with NULL elements is an error
select a < b as x from (values (array[1, null], array[1, 2])) as t (a, b)
