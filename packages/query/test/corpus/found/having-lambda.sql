-- about: HAVING by a lambda over what is grouped
select max(a) as m from (values 1, 2) as t (a) group by a having any_match(array[max(a)], x -> x > 1) order by 1
