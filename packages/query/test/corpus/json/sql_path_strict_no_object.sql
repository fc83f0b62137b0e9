-- about: A member of an array in strict mode.
select json_value('[1]', 'strict $.b' error on error)
