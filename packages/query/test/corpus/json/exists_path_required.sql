-- about: json_exists with a path without its mode.
select json_exists('{"a": 1}', '$.a')
