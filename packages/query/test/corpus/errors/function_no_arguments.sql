-- about: A function without its argument
select lower()
