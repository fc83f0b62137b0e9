-- about: Paths with a negative subscript.
select json_extract('[1, 2, 3]', '$[-1]') as a, json_extract('[1, 2, 3]', '$[0]') as b
