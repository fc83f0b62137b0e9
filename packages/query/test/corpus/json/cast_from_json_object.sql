-- about: A JSON object as a text is an error.
select cast(json '{"a":1}' as varchar)
