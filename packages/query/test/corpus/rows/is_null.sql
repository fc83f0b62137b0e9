-- about: A row of NULLs is not NULL
select row(null, null) is null as a, row(null) is not null as b, coalesce(row(null, 1), row(2, 3)) as c
