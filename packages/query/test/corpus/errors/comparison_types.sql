-- about: A comparison between a date and a text
select date '2026-01-14' > '2026-01-01'
