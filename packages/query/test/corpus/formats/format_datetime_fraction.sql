-- about: format_datetime of more digits of the fraction.
select format_datetime(timestamp '2026-01-05 10:11:12.345', 'S SS SSS SSSS SSSSSS') as a
