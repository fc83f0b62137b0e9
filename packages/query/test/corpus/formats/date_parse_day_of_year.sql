-- about: date_parse of the day of the year and of ISO weeks.
select date_parse('2026-123', '%Y-%j') as a, date_parse('2026-02', '%x-%v') as b
