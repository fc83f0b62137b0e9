-- about: split_to_map: texts into a map
select split_to_map('a=1&b=2&c=', '&', '=') as x, split_to_map('', '&', '=') as nothing, split_to_map('k:v', ';', ':')['k'] as v
