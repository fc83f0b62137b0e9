-- about: NULL without a type is the least number for a function of numbers.
select abs(null) as a, round(null) as r, mod(null, null) as m
