-- about: Questions to a map's keys and values
select any_match(map_values(m), x -> x > 1) as a, contains(map_keys(m), 'b') as b, reduce(map_values(m), 0, (s, x) -> s + x, s -> s) as c
from (values map(array['a', 'b'], array[1, 2])) as t (m)
