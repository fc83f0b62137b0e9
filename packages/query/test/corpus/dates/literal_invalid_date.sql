-- about: A date literal that is no date fails before it runs.
select date '2026-02-30'
