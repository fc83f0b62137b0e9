-- about: Maps of every kind of value, as they are shown
select map(array['t'], array[timestamp '2026-01-14 01:02:03']) as times, map(array['d'], array[1.50]) as decimals, map(array['x'], array[1e0]) as doubles,
  map(array['b'], array[true]) as booleans, map(array['e'], array['']) as texts, map(array['j'], array[json '{"a":1}']) as jsons
