-- about: date_parse gives a timestamp(3); what the pattern does not name is 1970-01-01 00:00.
select date_parse('2026-01-05 10:11:12', '%Y-%m-%d %H:%i:%s') as a, date_parse('2026', '%Y') as b, date_parse('10:11', '%H:%i') as c, date_parse('05/01/26', '%d/%m/%y') as d, date_parse('5.1.2026', '%e.%c.%Y') as e, date_parse(null, '%Y') as f, typeof(date_parse('2026', '%Y'))
