-- about: The functions of fields over times.
select hour(x) as h, minute(x) as m, second(x) as s, millisecond(x) as ms, extract(hour from x) as eh from (values time '10:11:12.345', time '00:00:00') t(x) order by x
