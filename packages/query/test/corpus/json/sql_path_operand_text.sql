-- about: A difference of a text of JSON.
select json_value('"y"', 'lax $ - 1' error on error)
