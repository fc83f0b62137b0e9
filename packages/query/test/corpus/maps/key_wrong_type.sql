-- about: A map's subscript of another type is an error
select map(array['a'], array[1])[1]
