-- about: A path to a repeated key takes the first.
select json_extract_scalar('{"a": 1, "a": 2}', '$.a') as a
