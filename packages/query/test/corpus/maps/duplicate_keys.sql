-- about: A map with a key twice is an error
select map(array['a', 'a'], array[1, 2])
