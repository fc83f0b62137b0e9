-- about: A path that does not parse is an error.
select json_extract('{"a": 1}', '$.a[')
