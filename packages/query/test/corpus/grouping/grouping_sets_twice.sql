-- about: A grouping set given twice gives its groups twice
select a, count(*) as n from (values 'x', 'y') as t (a) group by grouping sets ((a), (a)) order by a
