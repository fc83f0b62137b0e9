-- about: IF of a number and a text is an error
select if(true, 1, 'a')
