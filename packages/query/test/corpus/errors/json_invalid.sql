-- about: JSON that is none
select json_parse('{"a":')
