-- about: parse_datetime with a pattern Joda does not know.
select parse_datetime('2026', 'bbbb')
