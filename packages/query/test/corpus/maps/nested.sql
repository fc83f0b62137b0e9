-- about: Maps of arrays and maps of maps
select m['a'][2] as x, n['k']['l'] as y, map(array['r'], array[row(1, 'x')])['r'][2] as z
from (values (map(array['a'], array[array[1, 2]]), map(array['k'], array[map(array['l'], array[5])]))) as t (m, n)
