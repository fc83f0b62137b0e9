-- about: Which + two NULLs without a type mean is not known.
select null + null
