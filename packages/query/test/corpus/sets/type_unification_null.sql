-- about: A NULL takes the other part's type
select null as x, 'a' as y union all select 5, null order by x
