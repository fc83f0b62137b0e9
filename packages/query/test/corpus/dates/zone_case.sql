-- about: A zone's name in small letters is none.
select with_timezone(timestamp '2026-01-05 10:00:00', 'asia/tokyo')
