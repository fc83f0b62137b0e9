-- about: split_to_map of an entry without its separator is an error
select split_to_map('a=1&b', '&', '=')
