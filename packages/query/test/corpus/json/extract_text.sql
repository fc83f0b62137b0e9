-- about: json_extract and json_extract_scalar take texts, broken ones give NULL.
select x, json_extract(x, '$.a') as a, json_extract_scalar(x, '$.a') as s from (values '{"a": 1}', '{"a": "x"}', '{"a": null}', '{"a": {"b": 1}}', '{"a": [1]}', '{"a": true}', '{"a": 1.50}', '{a:1}', '', 'null', '[{"a": 1}]', '{"a": 1', '{"a":1} x', null) t(x) order by x
