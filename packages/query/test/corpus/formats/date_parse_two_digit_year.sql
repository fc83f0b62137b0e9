-- about: date_parse of two-digit years turns at 1970.
select x, date_parse(x, '%y-%m-%d') as t from (values '00-01-01', '25-01-01', '69-12-31', '70-01-01', '99-01-01') v(x) order by x
