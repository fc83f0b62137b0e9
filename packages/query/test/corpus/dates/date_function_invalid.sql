-- about: The function date of a text that is no date.
select date('2026-01-05 10:00')
