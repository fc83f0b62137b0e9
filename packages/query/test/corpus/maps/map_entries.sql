-- about: map_entries: rows of key and value
select map_entries(map(array[1, 2], array['x', null])) as x, map_entries(map()) as nothing
