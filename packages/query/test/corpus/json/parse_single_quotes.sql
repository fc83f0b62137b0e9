-- about: json_parse of single quotes is an error.
select json_parse('{''a'': 1}')
