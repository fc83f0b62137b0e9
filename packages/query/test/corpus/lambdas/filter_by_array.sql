-- about: filter by what another array contains
select filter(array[1, 2, 3, 4], x -> contains(array[2, 4], x)) as x, filter(array['a', 'B'], x -> lower(x) = x) as y
