-- about: A cast between types that have none
select cast(date '2026-01-14' as integer)
