-- about: A text out of tinyint's range.
select cast('128' as tinyint)
