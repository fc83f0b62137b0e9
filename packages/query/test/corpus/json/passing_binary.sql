-- about: PASSING bytes.
select json_value('"x"', 'lax $X' passing x'00' as x)
