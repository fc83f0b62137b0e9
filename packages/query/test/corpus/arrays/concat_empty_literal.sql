-- about: || of an empty array without a type and another can be read in two ways: an error
select array[] || array[1]
