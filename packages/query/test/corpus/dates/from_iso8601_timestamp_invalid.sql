-- about: from_iso8601_timestamp of a text with a space.
select from_iso8601_timestamp('2026-01-05 10:11:12')
