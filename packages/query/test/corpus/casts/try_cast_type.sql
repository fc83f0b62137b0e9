-- about: TRY_CAST between types that have no cast is still an error.
select try_cast(date '2026-01-05' as integer)
