-- about: A date and a number do not add.
select date '2026-01-05' + 1
