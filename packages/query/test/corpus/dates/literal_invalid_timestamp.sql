-- about: A timestamp literal that is no timestamp.
select timestamp '2026-01-05T10:00:00'
