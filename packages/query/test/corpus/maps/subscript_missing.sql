-- about: A subscript that a map lacks is an error
select map(array['a'], array[1])['b']
