-- about: Maps have no order
select map(array[1], array[2]) < map(array[1], array[3])
