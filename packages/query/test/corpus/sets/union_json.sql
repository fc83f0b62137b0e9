-- about: UNION of JSON is compared by content
select json_parse('{"a":1,"b":2}') as x union select json_parse('{"b":2,"a":1}')
