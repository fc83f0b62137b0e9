-- about: A text cast to JSON is a JSON string; json_parse reads it.
select cast('{"a":1}' as json) as a, json_parse('{"a":1}') as b, json_extract(cast('{"a":1}' as json), '$.a') as c, json_extract(json_parse('{"a":1}'), '$.a') as d, json_format(cast('[1]' as json)) as e, typeof(cast('x' as json))
