-- about: parse_duration of every unit.
select x, parse_duration(x) as d from (values '42.8ms', '3.81 d', '5m', '1h', '10s', '1.5s', '2000us', '3000000ns', '0s', null) v(x) order by 2
