-- about: json_value with ERROR ON EMPTY.
-- refused: JSON VALUE
select json_value('{"a": 1}', 'lax $.x' error on empty)
