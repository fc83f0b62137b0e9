-- about: A key that is not there, and longer than any of the map
select map(array['a'],array[2])['zz']
