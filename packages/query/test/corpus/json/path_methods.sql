-- about: SQL/JSON paths with methods, arithmetic and subscripts.
-- refused: JSON VALUE
select json_value('{"a": [1, 2, 3]}', 'lax $.a[last]') as a, json_query('{"a": [1, 2, 3, 4]}', 'lax $.a[1 to 2]' with array wrapper) as b, json_value('{"a": [1, 2, 3]}', 'lax $.a.size()') as c, json_value('{"a": "x"}', 'lax $.a.type()') as d, json_value('{"a": -2}', 'lax $.a.abs()' returning integer) as e, json_value('{"a": 2}', 'lax $.a + 3' returning integer) as f
