-- about: A path with single quotes.
select json_extract_scalar('{"a": 1}', '$[''a'']')
