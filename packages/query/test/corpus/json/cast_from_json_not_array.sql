-- about: A JSON object as an array is an error.
select cast(json '{"a":1}' as array(integer))
