-- about: IN of nothing
select 1 where 1 in ()
