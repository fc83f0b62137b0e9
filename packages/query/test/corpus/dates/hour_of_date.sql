-- about: The hour of a date is that of its midnight.
select hour(date '2026-01-05') as h, minute(date '2026-01-05') as m, second(date '2026-01-05') as s, millisecond(date '2026-01-05') as f
