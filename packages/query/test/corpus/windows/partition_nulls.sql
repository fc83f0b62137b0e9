-- about: NULLs make one partition
select k, count(*) over (partition by k) as n from (values 'a', null, null) as t (k) order by k
