-- about: GROUP BY an expression, shown in another
select upper(s) || '!' as loud, count(*) as n from (values 'a', 'A', 'b') as t (s) group by upper(s) order by loud
