-- about: json_exists with a path without its mode.
-- refused: JSON EXISTS
select json_exists('{"a": 1}', '$.a')
