-- about: An array whose element does not cast.
select cast(array['1', 'x'] as array(integer))
