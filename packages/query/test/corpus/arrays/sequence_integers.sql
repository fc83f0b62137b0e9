-- about: sequence counts up, or down when the end is before
select sequence(1, 5) as up, sequence(3, 1) as down, sequence(1, 9, 3) as by_three, sequence(5, 5) as one, sequence(5, 0, -2) as by_minus_two,
  sequence(-2, 1) as negative
