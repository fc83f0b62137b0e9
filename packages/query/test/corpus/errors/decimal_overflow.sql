-- about: A decimal past 38 digits
select cast(99999999999999999999999999999999999999 as decimal(38, 0)) + 1
