-- about: json_exists: what stands for an error.
select json_exists('{"a":1}', 'strict $.b' unknown on error), json_exists('{"a":1}', 'strict $.b' true on error), json_exists('{"a":1}', 'strict $.b' false on error), json_exists('{"a":1}', 'strict $.b')
