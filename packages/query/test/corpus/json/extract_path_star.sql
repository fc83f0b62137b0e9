-- about: A path with a star over an array is an error.
select json_extract('{"a": [{"b": 1}, {"b": 2}]}', '$.a[*].b') as a
