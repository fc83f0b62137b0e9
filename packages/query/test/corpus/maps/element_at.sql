-- about: element_at: NULL for a key that is missing, and for a NULL value
select element_at(m, 'a') as a, element_at(m, 'b') as b, element_at(m, 'z') as z, element_at(cast(null as map(varchar, integer)), 'a') as of_null
from (values map(array['a', 'b'], array[1, null])) as t (m)
