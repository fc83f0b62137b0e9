-- about: IN and NOT IN of nothing: false and true, for NULL too
select x, x in (select 1 where false) as i, x not in (select 1 where false) as n from (values 1, null) as t (x) order by x
