-- about: json_parse sorts keys and keeps the last of repeated ones.
select json_format(json_parse('{"b":1,"a":2,"b":3}')) as a, json_parse('{"b":1,"a":2}') = json_parse('{"a":2, "b":1}') as b, json_parse('1') = json_parse('1.0') as c
