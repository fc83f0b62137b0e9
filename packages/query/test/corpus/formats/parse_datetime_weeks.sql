-- about: parse_datetime of ISO weeks and days of the year.
select parse_datetime('2026-W02-3', 'xxxx-''W''ww-e') as a, parse_datetime('2026-123', 'yyyy-DDD') as b
