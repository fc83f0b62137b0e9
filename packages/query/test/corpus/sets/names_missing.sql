-- about: Names where the first part has none
select 1, 'x' union all select 2, 'y' order by 1
