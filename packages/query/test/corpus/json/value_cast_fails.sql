-- about: json_value RETURNING integer of a text, with ERROR ON ERROR.
select json_value('"x"', 'lax $' returning integer error on error)
