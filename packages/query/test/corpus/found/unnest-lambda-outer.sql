-- about: UNNEST by a lambda in a subquery, of a column from around it
select n, (select sum(u1) from unnest(filter(sequence(1, 3), x -> x >= n)) as u (u1)) as s from (values 1, 2) as t (n) order by n
