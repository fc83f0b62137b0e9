-- about: shuffle keeps what is in the array
select array_sort(shuffle(array[3, 1, 2])) as x
