-- about: grouping of several columns: the first is the highest bit
select grouping(a) as ga, grouping(b) as gb, grouping(a, b) as ab, grouping(b, a) as ba, count(*) as n from (values ('x', 'p')) as t (a, b)
group by grouping sets ((a, b), (a), (b), ()) order by ab
