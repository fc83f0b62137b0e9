-- about: A date literal that is no date
select date '2026-02-30'
