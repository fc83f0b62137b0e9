-- about: A number that a map lacks is an error that shows it
select map(array[1, 2], array['x', 'y'])[3]
