-- about: HAVING without GROUP BY
select count(*) as n from (values 1, 2) as t (x) having count(*) > 5
