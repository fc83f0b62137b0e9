-- about: CAST of a row with a field that can't be cast is an error
select cast(row('x', 1) as row(a integer, b integer)) as x
