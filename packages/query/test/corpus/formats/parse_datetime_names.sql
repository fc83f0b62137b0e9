-- about: parse_datetime of names and of the twelve-hour clock.
select parse_datetime('Mon Jan 5 2026', 'EEE MMM d yyyy') as a, parse_datetime('January 05, 2026 3 PM', 'MMMM dd, yyyy h a') as b, parse_datetime('05/Jan/2026:10:11:12 +0000', 'dd/MMM/yyyy:HH:mm:ss Z') as c
