-- about: A window is not ordered by JSON.
select row_number() over (order by x) from (values json '1', json '2') t(x)
