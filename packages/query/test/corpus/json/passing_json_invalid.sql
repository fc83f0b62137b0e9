-- about: PASSING a text as JSON that is none.
select json_value('"x"', 'lax $X' passing '{' format json as x error on error)
