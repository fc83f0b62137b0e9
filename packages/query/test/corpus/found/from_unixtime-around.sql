-- about: from_unixtime of a column from around a subquery
select u.a from (values 1, 2) as v (n) cross join lateral (select from_unixtime(n) as a) as u order by 1
