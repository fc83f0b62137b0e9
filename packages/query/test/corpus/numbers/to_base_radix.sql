-- about: A radix out of 2 to 36 is an error.
select to_base(10, 37)
