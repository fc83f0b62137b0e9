-- about: A double that does not fit the decimal.
select cast(1e10 as decimal(5, 2))
