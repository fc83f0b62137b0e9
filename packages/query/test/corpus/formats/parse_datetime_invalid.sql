-- about: parse_datetime of a text that does not match.
select parse_datetime('2026/01/05', 'yyyy-MM-dd')
