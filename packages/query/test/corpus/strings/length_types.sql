-- about: Functions refuse numbers: length of 5.
select length(5)
