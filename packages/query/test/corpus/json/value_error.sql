-- about: json_value with ERROR ON EMPTY.
select json_value('{"a": 1}', 'lax $.x' error on empty)
