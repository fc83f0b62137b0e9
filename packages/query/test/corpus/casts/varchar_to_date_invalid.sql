-- about: A text that is no date.
select cast('2026-02-30' as date)
