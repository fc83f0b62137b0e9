-- about: LIMIT, LIMIT ALL, LIMIT 0
select (select count(*) from (select x from (values 1, 2, 3) as t (x) limit 2)) as two, (select count(*) from (select x from (values 1, 2, 3) as t (x) limit all)) as all_rows,
  (select count(*) from (select x from (values 1, 2, 3) as t (x) limit 0)) as none
