-- about: AND of a number is an error
select true and 1
