-- about: NOT EXISTS for what IN can't do with NULLs
select x from (values 1, 2, null) as t (x) where not exists (select 1 from (values 2, null) as s (y) where s.y = t.x) order by x
