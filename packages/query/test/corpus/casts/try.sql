-- about: TRY gives NULL for bad casts, divisions by zero, overflows and bad arguments.
select try(cast(x as integer)) as a, try(1 / length(x)) as b, try(2147483647 + length(x)) as c, try(date_parse(x, '%Y')) as d from (values '', 'ab', '12') t(x) order by x
