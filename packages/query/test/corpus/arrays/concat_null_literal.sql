-- about: || of an array and one of a NULL without a type can be read in two ways: an error
select array[1] || array[null]
