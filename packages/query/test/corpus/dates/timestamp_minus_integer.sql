-- about: A timestamp and a number do not subtract.
select timestamp '2026-01-05 10:00:00' - 1
