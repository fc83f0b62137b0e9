-- about: A zone that is not there
select timestamp '2026-01-14 01:02:03' at time zone 'Mars/Base'
