-- about: CAST of a row casts each field
select cast(row('1', 2.5) as row(a integer, b varchar)) as x, cast(row(1, null) as row(double, varchar)) as y
