-- about: Timestamps with time zone sort by the moment.
select x from (values timestamp '2026-01-05 10:00:00 UTC', timestamp '2026-01-05 10:30:00 Europe/Berlin', timestamp '2026-01-05 06:00:00 America/New_York') t(x) order by x
