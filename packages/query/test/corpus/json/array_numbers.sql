-- about: json_array of numbers as Java writes them.
select json_array(1e300, nan(), infinity(), 1e-5, 0.1e0, 123456789e0, decimal '0.0000000001', decimal '1.00', -infinity(), bigint '9223372036854775807', real '1e20')
