-- about: json_parse of JSON with something after it is an error.
select json_parse('1 2')
