-- about: from_iso8601_date of another form.
select from_iso8601_date('2026/01/05')
