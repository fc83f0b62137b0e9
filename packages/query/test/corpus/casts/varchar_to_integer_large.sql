-- about: A text of a number too large for the type.
select cast('2147483648' as integer)
