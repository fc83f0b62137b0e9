-- about: arrays_overlap: NULL when only a NULL could be shared
select arrays_overlap(array[1, 2], array[2, 3]) as yes, arrays_overlap(array[1], array[2]) as no,
  arrays_overlap(array[1, null], array[2]) as unknown, arrays_overlap(array[1, null], array[1, null]) as yes_with_null,
  arrays_overlap(array[], array[null]) as nothing
