-- about: AT TIME ZONE of a date
select date '2026-01-14' at time zone 'UTC'
