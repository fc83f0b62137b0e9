-- about: json_array_length and json_size.
select x, json_array_length(x) as n, json_size(x, '$') as s, json_size(x, '$.a') as a from (values '[1, 2, 3]', '[]', '{"a": [1, 2]}', '{"a": {"b": 1}}', '{"a": 1}', '1', 'x', '[1, 2', null) t(x) order by x
