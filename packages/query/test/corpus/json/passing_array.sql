-- about: PASSING an array.
select json_value('"x"', 'lax $X' passing array[1] as x)
