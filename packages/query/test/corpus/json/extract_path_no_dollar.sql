-- about: A path that does not begin with a dollar.
select json_extract_scalar('{"a": {"b": 1}}', 'a.b')
