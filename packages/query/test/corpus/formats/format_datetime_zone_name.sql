-- about: format_datetime of the zone's long name.
-- refused: the name of America/New_York
select format_datetime(timestamp '2026-07-05 10:00:00 America/New_York', 'zzzz') as a
