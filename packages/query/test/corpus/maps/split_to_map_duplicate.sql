-- about: split_to_map with a key twice is an error
select split_to_map('a=1&a=2', '&', '=')
