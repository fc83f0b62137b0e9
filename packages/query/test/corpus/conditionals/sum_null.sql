-- about: NULL without a type may be a number or an interval: which sum is meant is not known.
select sum(null)
