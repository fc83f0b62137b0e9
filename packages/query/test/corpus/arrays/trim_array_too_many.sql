-- about: trim_array of more than there is is an error
select trim_array(array[1, 2], 3)
