-- about: A window over aggregates, in the order of a grouped column
select lead(max_by(v.a, v.a)) over (order by v.a desc) as n from (values 1, 2) as v (a) group by v.a order by 1
