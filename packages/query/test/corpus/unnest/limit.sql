-- about: UNNEST with ORDER BY and LIMIT
select x from unnest(sequence(1, 100)) as t (x) order by x desc limit 3
