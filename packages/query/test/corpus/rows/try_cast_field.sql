-- about: TRY_CAST of a row with a field that can't be cast is NULL as a whole
select try_cast(row('x', 1) as row(a integer, b integer)) as x
