-- about: The empty text is no integer.
select cast('' as integer)
