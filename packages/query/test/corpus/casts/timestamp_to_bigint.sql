-- about: A timestamp is no bigint: to_unixtime makes one.
select cast(timestamp '2026-01-05 00:00:00' as bigint)
