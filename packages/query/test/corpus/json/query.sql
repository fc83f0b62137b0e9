-- about: json_query: wrappers, quotes, empties.
-- refused: JSON QUERY
select json_query('{"a": [1, 2], "b": "x"}', 'lax $.a') as a, json_query('{"a": [1, 2]}', 'lax $.a[*]' with array wrapper) as b, json_query('{"b": "x"}', 'lax $.b') as c, json_query('{"b": "x"}', 'lax $.b' omit quotes) as d, json_query('{}', 'lax $.x' empty array on empty) as e, json_query('{}', 'lax $.x') as f, json_query('{"a": 1}', 'lax $.a' with conditional array wrapper) as g, json_query('{}', 'strict $.x' empty object on error) as h
