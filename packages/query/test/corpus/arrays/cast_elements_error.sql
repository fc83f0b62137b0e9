-- about: CAST of an array with an element that can't be cast is an error
select cast(array['1', 'x'] as array(integer))
