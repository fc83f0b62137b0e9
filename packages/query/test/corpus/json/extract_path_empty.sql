-- about: The empty path is an error.
select json_extract('{"a": 1}', '')
