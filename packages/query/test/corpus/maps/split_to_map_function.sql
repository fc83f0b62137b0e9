-- about: split_to_map with a function for keys that come twice is an error: not in this version
select split_to_map('a:1;b:2;a:3', ';', ':', (k, v1, v2) -> concat(v1, v2)) as x
