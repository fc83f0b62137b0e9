-- about: trim_array takes elements off the end
select trim_array(array[1, 2, 3, 4], 1) as three, trim_array(array[1, 2], 2) as none, trim_array(array[1, 2], 0) as same
