-- about: A map as JSON: keys in order of their text
select json_format(cast(map(array['b', 'a'], array[1, null]) as json)) as x, json_format(cast(map(array[2, 10], array[true, false]) as json)) as y
