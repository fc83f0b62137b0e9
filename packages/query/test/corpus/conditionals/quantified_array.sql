-- about: ANY of an array is a syntax error
select 1 = any (array[1, 2])
