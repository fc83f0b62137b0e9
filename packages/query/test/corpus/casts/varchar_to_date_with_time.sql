-- about: A text with a time is no date.
select cast('2026-01-05 10:00:00' as date)
