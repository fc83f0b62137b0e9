-- about: A subscript beyond an array in strict mode.
select json_value('[1]', 'strict $[5]' error on error)
