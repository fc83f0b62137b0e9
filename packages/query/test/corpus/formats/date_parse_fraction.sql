-- about: date_parse of fractions: %f of one to six digits.
select x, date_parse(x, '%H:%i:%s.%f') as t from (values '10:11:12.1', '10:11:12.12', '10:11:12.123', '10:11:12.123456') v(x) order by x
