-- about: parse_datetime of two-digit years turns around the present: fifty years each way from the pivot.
select parse_datetime('05-01-26', 'dd-MM-yy') as a, parse_datetime('05-01-1926', 'dd-MM-yy') as b
