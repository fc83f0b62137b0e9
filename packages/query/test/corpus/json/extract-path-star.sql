-- about: Paths with a star over an array or an object.
select json_extract('{"a": [{"b": 1}, {"b": 2}]}', '$.a[*].b') as a, json_extract('{"a": {"x": 1, "y": 2}}', '$.a.*') as b
