-- about: date_format with a pattern from a column.
select p, date_format(timestamp '2026-01-05 10:11:12', p) as s from (values '%Y', '%d.%m.%y', null, '%H:%i') t(p) order by p
