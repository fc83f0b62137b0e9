-- about: A sum of an array of two.
select json_value('[1,2]', 'lax $ + 1' error on error)
