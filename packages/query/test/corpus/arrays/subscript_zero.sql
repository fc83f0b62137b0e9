-- about: Subscript 0 is an error: arrays count from 1
select array[1, 2, 3][0]
