-- about: json_query writes JSON anew: spaces, escapes, numbers.
select json_query(' [ 1 , 2.0 , "a\u0001
/\/" , 1E2, -0, -0.0, 1e-7, 0.001, 12345678.9 ] ', 'lax $')
