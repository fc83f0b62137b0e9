-- about: A function called with too many arguments.
select round(1, 2, 3)
