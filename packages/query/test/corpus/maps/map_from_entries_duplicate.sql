-- about: map_from_entries with a key twice is an error
select map_from_entries(array[(1, 'x'), (1, 'y')])
