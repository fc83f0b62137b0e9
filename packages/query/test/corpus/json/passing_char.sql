-- about: PASSING a char.
select json_value('"x"', 'lax $X.type()' passing cast('a' as char(3)) as x), json_value('"x"', 'lax $X' passing cast('a' as char(3)) as x)||'|', json_query('"x"', 'lax $X' passing cast('a' as char(3)) as x)
