-- about: map_from_entries: rows of two into a map
select map_from_entries(array[(1, 'x'), (2, 'y')]) as x, map_from_entries(array[row('a', null)]) as y
