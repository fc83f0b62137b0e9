-- about: A path with a negative subscript is an error.
select json_extract('[1, 2, 3]', '$[-1]') as a
