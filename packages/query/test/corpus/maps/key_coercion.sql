-- about: A map's subscript takes the key's type: an integer for a bigint
select map(array[cast(1 as bigint)], array['x'])[1] as x, element_at(map(array[cast(1 as bigint)], array['x']), 1) as y
