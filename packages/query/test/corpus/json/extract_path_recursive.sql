-- about: A path with two dots is an error.
select json_extract('{"a": {"b": 1}, "c": {"b": 2}}', '$..b') as a
