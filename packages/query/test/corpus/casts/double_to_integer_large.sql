-- about: A double out of integer's range.
select cast(3e9 as integer)
