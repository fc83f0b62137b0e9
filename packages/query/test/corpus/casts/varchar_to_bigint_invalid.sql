-- about: A text that is no number as bigint.
select cast('abc' as bigint)
