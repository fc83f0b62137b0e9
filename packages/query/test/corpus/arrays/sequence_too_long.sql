-- about: sequence of more than 10,000 elements is an error
select cardinality(sequence(1, 10001))
