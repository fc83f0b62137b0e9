-- about: sum and avg of reals
select sum(x) as s, avg(x) as a, typeof(avg(x)) as t from (values real '0.1', real '0.2', real '0.3') as t (x)
