-- about: concat of many arrays
select concat(array[1], array[2, 3], array[], array[null]) as x, concat(array['a'], array['bc']) as y
