-- about: An array in a list of arrays
select array[1, 2] in (array[1, 2], array[3]) as yes, array[9] in (array[1], array[2]) as no
