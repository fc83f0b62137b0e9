-- about: CAST that makes keys equal is an error
select cast(map(array['1', '01'], array[1, 2]) as map(integer, integer))
