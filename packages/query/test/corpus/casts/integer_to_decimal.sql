-- about: Integers to decimals.
select cast(5 as decimal(3, 2)) as a, cast(-99 as decimal(4, 2)) as b, cast(9223372036854775807 as decimal(19)) as c
