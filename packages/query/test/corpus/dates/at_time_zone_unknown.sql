-- about: AT TIME ZONE of a zone that does not exist.
select timestamp '2026-01-05 10:00:00 UTC' at time zone 'Mars/Olympus'
