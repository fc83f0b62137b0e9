-- about: A function with a wrong number of arguments
select lower('a', 'b')
