-- about: sequence with a step in the wrong direction is an error
select sequence(1, 5, -1)
