-- about: concat of an empty array without a type can be read in two ways: an error
select concat(array[], array[1]) as one
