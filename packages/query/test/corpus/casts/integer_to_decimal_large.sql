-- about: An integer that does not fit the decimal.
select cast(100 as decimal(4, 2))
