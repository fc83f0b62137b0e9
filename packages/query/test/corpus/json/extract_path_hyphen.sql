-- about: A path with a hyphen wants brackets.
select json_extract_scalar('{"a-b": 3}', '$.a-b')
