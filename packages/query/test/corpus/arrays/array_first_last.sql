-- about: Arrays' first and last by element_at, of empty ones too
select n, element_at(a, 1) as first, element_at(a, -1) as last
from (values (1, array['x', 'y']), (2, array[]), (3, null)) as t (n, a) order by n
