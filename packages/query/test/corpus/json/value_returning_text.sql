-- about: json_value RETURNING char and short varchar.
select json_value('"x"', 'lax $' returning char(3)), json_value('12', 'lax $' returning char(3)), json_value('"abcd"', 'lax $' returning varchar(3)), json_value('1234', 'lax $' returning varchar(3))
