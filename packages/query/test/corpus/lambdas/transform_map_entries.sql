-- about: Maps through arrays of entries and back
select map_from_entries(transform(map_entries(map(array['a', 'b'], array[1, 2])), e -> (e[2], e[1]))) as turned
