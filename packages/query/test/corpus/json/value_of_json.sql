-- about: json_value of a value of type json.
select json_value(json '1', 'lax $')
