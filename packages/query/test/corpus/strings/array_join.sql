-- about: array_join of texts and numbers, with NULLs left out or replaced.
select array_join(array['a', null, 'b'], ',') as a, array_join(array['a', null, 'b'], ',', '?') as b, array_join(array[1, 2], '-') as c, array_join(array[], ',') as d, array_join(array[1.5, null], ';', 'none') as e, array_join(array[true, false], '') as f
