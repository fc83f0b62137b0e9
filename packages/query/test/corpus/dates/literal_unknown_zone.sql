-- about: A timestamp literal in a zone that does not exist.
select timestamp '2026-01-05 10:00:00 Mars/Olympus'
