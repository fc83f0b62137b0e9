-- about: Two timestamps do not add.
select timestamp '2026-01-05 10:00:00' + timestamp '2026-01-05 10:00:00'
