-- about: UNNEST in a select list is an error: no function
select unnest(array[1, 2])
