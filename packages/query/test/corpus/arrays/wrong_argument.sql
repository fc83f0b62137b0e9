-- about: An array function of what is no array is an error
select array_sort('abc')
