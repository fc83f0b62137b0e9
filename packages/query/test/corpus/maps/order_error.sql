-- about: Maps have no order: comparing them is an error
select map(array[1], array[2]) < map(array[1], array[3])
