-- about: date_parse of the twelve-hour clock.
select x, date_parse(x, '%Y-%m-%d %h:%i %p') as t from (values '2026-01-05 12:00 AM', '2026-01-05 12:00 PM', '2026-01-05 01:30 pm', '2026-01-05 11:59 PM') v(x) order by x
