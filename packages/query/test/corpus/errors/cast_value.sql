-- about: A text that is no number
select cast('abc' as bigint)
