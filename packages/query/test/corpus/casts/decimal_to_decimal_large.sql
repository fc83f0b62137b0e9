-- about: A decimal that does not fit the other.
select cast(999.99 as decimal(4, 1)) as a, cast(999.99 as decimal(4, 2))
