-- about: split_to_map with equal delimiters is an error.
select split_to_map('a=1', '=', '=')
