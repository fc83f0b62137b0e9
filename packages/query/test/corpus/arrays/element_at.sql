-- about: element_at: negative counts from the end, past either end is NULL
select element_at(a, 1) as a1, element_at(a, 3) as a3, element_at(a, -1) as last, element_at(a, -3) as third_last,
  element_at(a, 4) as past, element_at(a, -4) as before
from (values array['x', 'y', 'z']) as t (a)
