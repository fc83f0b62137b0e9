-- about: split_to_map of pairs.
select split_to_map('a=1&b=2', '&', '=') as a, split_to_map('', '&', '=') as b, split_to_map('a=', '&', '=') as c, split_to_map('a=&=b', '&', '=') as d, split_to_map(null, '&', '=') as e
