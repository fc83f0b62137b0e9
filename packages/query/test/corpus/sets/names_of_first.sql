-- about: The columns' names are the first part's
select 1 as a, 2 as b union all select 3 as c, 4 as d order by a
