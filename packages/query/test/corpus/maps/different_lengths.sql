-- about: A map of arrays of different lengths is an error
select map(array['a', 'b'], array[1])
