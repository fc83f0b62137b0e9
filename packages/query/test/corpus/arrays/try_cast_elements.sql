-- about: TRY_CAST of an array with an element that can't be cast is NULL as a whole
select try_cast(array['1', 'x'] as array(integer)) as x
