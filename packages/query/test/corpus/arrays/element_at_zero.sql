-- about: element_at of 0 is an error
select element_at(array[1, 2, 3], 0)
