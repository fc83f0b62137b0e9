-- about: A number too large for a bigint, in a cast to a decimal
select cast(99999999999999999999999999999999999999 as decimal(38, 0))
