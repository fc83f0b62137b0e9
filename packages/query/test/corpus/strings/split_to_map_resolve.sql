-- about: split_to_map takes no function that settles repeated keys.
select split_to_map('a=1&a=2&b=3', '&', '=', (k, v1, v2) -> v1 || v2) as m
