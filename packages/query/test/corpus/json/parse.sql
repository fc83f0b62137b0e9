-- about: json_parse of every kind of value, and json_format back.
select x, json_format(json_parse(x)) as f from (values '1', '-0', '1.50', '1e5', '"a"', 'null', 'true', '[1, 2]', '{"b":1,"a":{"d":1,"c":2}}', '{}', ' [ ] ', '"\u0041\/"', '12345678901234567890', '1.0E+2', null) t(x) order by x
