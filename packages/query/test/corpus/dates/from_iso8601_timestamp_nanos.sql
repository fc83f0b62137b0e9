-- about: from_iso8601_timestamp_nanos keeps nine digits.
-- refused: from_iso8601_timestamp_nanos
select from_iso8601_timestamp_nanos('2026-01-05T10:11:12.123456789Z') as a, from_iso8601_timestamp_nanos('2026-01-05T10:11:12.5+02:00') as b
