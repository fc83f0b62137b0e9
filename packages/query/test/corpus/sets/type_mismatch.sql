-- about: Columns with nothing in common are an error
select 1 as x union all select 'a'
