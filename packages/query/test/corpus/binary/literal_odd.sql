-- about: A binary literal with an odd number of digits.
select X'0'
