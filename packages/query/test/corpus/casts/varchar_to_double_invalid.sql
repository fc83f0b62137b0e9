-- about: A text that is no double.
select cast('abc' as double)
