-- about: Different numbers of columns are an error
select 1, 2 union all select 1
