-- about: format_datetime of the zone's short name.
-- refused: the name of
select format_datetime(x, 'z') as d from (values timestamp '2026-01-05 10:00:00 Europe/Berlin', timestamp '2026-07-05 10:00:00 Europe/Berlin') t(x) order by x
