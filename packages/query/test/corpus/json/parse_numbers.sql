-- about: Numbers in JSON: large, small, with trailing zeros.
select json_format(json_parse('[1.10, 100000000000000000000000000, 1E400, 0.1e-7, -0.0, 123456789.123456789]')) as a
