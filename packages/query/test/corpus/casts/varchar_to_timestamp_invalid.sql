-- about: A text in ISO form with T is no timestamp.
select cast('2026-01-05T10:11:12' as timestamp)
