-- about: An array literal of texts and numbers is an error
select array[1, 'x']
