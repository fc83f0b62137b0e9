-- about: A difference of a number and a text written out.
select json_value('5', 'lax 1 - "x"' error on error)
