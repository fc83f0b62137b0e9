-- about: date_diff refuses texts.
select date_diff('day', '2026-01-01', '2026-01-03')
