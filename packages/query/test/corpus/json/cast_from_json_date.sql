-- about: JSON to a date has no cast.
select cast(json '"2026-01-05"' as date)
