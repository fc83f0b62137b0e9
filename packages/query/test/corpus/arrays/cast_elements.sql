-- about: CAST of an array casts its elements
select cast(array['1', '2', null] as array(integer)) as numbers, cast(array[1, 2] as array(varchar)) as texts,
  cast(array[1.25, 2.5] as array(double)) as doubles
