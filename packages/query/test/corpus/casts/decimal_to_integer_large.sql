-- about: A decimal too large for the integer.
select cast(2147483647.5 as integer)
