-- about: date_parse of a text that does not match names it.
select date_parse('05.01.2026', '%Y-%m-%d')
