-- about: map_from_entries with a NULL entry is an error
select map_from_entries(array[(1, 'x'), null])
