-- about: Parentheses round a whole query
(select 1 as x)
