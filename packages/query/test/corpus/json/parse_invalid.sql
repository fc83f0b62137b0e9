-- about: json_parse of broken JSON is an error.
select json_parse('{"a":')
