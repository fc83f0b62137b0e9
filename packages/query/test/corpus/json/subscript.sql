-- about: JSON takes no subscript.
select json_parse('{"a":1}')['a']
