-- about: GROUP BY of texts keeps case, trailing spaces and NULL apart.
select x, count(*) as n from (values 'a', 'A', 'a ', 'a', null, '', null) t(x) group by x order by x
