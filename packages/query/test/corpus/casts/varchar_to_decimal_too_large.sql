-- about: A text that does not fit the decimal.
select cast('12345.6' as decimal(5, 1))
