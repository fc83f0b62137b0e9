-- about: A date is no integer.
select cast(date '2026-01-05' as integer)
