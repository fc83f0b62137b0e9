-- about: TRY: NULL for division by zero, casts, overflow, bad arguments
select try(1 / x) as a, try(cast('x' as integer)) as b, try(2147483647 + x + 1) as c, try(date '2026-01-14') as d, try(json_parse('{')) as e, try(date_parse('x', '%Y')) as f from (values 0) as t (x)
