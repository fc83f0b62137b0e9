-- about: Maps cast their keys and values.
select cast(map(array[1, 2], array['3', null]) as map(varchar, integer)) as a, typeof(cast(map() as map(varchar, bigint)))
