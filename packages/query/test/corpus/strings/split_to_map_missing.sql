-- about: split_to_map of an entry without the delimiter.
select split_to_map('a=1&b', '&', '=')
