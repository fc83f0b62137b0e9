-- about: json_value RETURNING json.
select json_value('1', 'lax $' returning json)
