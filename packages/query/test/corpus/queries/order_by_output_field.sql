-- about: ORDER BY e.x is a field of the output e, not of the table e
select cast(row(a) as row(x integer)) as r from (values (1, 2), (2, 1)) as r (a, b) order by r.x desc
