-- about: Order of rows with a NULL field is an error
select r < s from (values (row(1, cast(null as integer)), row(1, 2))) as t (r, s)
