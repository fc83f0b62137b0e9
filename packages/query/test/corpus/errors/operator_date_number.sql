-- about: A date plus a number
select date '2026-01-14' + 1
