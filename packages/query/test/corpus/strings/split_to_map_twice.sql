-- about: split_to_map of a repeated key is an error.
select split_to_map('a=1&a=2', '&', '=')
