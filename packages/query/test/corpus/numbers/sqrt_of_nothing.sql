-- about: A function called without arguments.
select sqrt()
