-- about: ON must be boolean
select * from (values 1) as a (x) join (values 1) as b (y) on a.x
