-- about: sequence with a step of 0 is an error
select sequence(1, 5, 0)
