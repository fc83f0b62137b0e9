-- about: date_trunc of NULL without a type.
select date_trunc('day', null)
