-- about: json_object and json_array of rows.
select json_object('n': x, 's': s, 'd': d), json_array(x, s, d) from (values (1, 'a', 1.5), (null, null, null)) t(x, s, d)
