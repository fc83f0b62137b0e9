-- about: A subscript of a number
select 1[1]
