-- about: json_value: types returned, defaults, modes.
-- refused: JSON VALUE
select json_value('{"a": 1, "b": "x", "c": [1]}', 'lax $.a') as a, json_value('{"a": 1}', 'lax $.a' returning integer) as b, json_value('{"a": 1}', 'lax $.x') as c, json_value('{"a": 1}', 'lax $.x' default 'none' on empty) as d, json_value('{"a": [1]}', 'lax $.a' returning bigint) as e, json_value('{"a": [1, 2]}', 'lax $.a' default 'bad' on error) as f, json_value('{"a": true}', 'strict $.a' returning boolean) as g, json_value('x', 'lax $' null on error) as h, typeof(json_value('{}', 'lax $.a'))
