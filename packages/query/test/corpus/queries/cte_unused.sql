-- about: A CTE that nobody asks is still read for errors
with t as (select nope from events) select 1 as x
