-- about: CAST of a row with a field that can't be cast is an error; TRY_CAST is NULL
select try_cast(row('x', 1) as row(a integer, b integer)) as x
