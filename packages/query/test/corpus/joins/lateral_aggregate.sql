-- about: LATERAL with an aggregate of the left's rows
select t.x, l.n from (values 1, 2, 5) as t (x) cross join lateral (select count(*) as n from (values 1, 2, 3) as s (y) where y <= x) as l order by t.x
