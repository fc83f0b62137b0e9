-- about: array_position: 0 when absent, counted from 1, NULL for NULL
select array_position(array[5, 6, 6], 6) as two, array_position(array[5, 6], 9) as zero, array_position(array[null, 5], 5) as past_null,
  array_position(array[5], null) as of_null
