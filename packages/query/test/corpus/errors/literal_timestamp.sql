-- about: A timestamp literal that is no time
select timestamp '2026-01-14 25:00:00'
