-- about: A moment from which NULL is taken.
select timestamp '2026-01-15 10:00:00 UTC' - cast(null as timestamp(3) with time zone) as a
