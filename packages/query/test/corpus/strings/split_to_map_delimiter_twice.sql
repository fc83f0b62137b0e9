-- about: split_to_map of an entry with the delimiter twice is an error.
select split_to_map('a=1=2', '&', '=')
