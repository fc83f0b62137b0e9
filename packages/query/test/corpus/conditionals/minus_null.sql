-- about: NULL without a type cannot be negated.
select - null
