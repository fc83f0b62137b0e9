-- about: IN of a column of another type is an error that names the column
select 1 in (select 'x' as name) as x
