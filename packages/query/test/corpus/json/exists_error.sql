-- about: json_exists with ERROR ON ERROR.
select json_exists('{"a":1}', 'strict $.b' error on error)
