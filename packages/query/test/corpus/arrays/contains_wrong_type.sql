-- about: contains of a text in an array of integers is an error
select contains(array[1, 2], 'x')
