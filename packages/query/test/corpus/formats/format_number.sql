-- about: format_number of large counts.
-- refused: format_number
select x, format_number(x) as s from (values 0, 123, 999, 1000, 1234, 123456, 1234567, 12345678901) t(x) order by x
