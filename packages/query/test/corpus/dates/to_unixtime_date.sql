-- about: to_unixtime of a date is that of its midnight.
select to_unixtime(date '2026-01-05') as s, to_unixtime(date '1969-12-31') as t
