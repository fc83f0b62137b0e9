-- about: A text that is no decimal.
select cast('1,5' as decimal(5, 1))
