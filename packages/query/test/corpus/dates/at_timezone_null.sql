-- about: The type of a time with zone of NULL.
select at_timezone(null, 'UTC') as a, with_timezone(null, 'UTC') as b
