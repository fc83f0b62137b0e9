-- about: A difference of a number of JSON and a text written out.
select json_value('5', 'lax $ - "x"' error on error)
