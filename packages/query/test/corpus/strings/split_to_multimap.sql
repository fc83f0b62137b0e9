-- about: split_to_multimap keeps every value of a key.
select split_to_multimap('a=1&b=2&a=3', '&', '=') as m
