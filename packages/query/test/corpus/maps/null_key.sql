-- about: A map with a NULL key is an error
select map(array['a', null], array[1, 2])
