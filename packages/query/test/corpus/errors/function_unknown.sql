-- about: A function that is not there
select nope(1)
