-- about: HAVING by an element of an array of what is grouped
select max(a) as m from (values 1, 2) as t (a) group by a having element_at(array_agg(a order by a), 1) > 1 order by 1
