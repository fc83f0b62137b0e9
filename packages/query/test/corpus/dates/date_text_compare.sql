-- about: A date compares with no text.
select date '2026-01-05' > '2026-01-01'
