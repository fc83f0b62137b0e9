-- about: A text with a decimal point is no integer.
select cast('1.5' as integer)
