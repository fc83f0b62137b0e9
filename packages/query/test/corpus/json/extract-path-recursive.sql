-- about: Paths with two dots.
select json_extract('{"a": {"b": 1}, "c": {"b": 2}}', '$..b') as a
