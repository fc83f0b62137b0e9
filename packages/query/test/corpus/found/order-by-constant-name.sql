-- about: Ordered by the name of a text in the list
select 'a' as b, true as c, a from (values 2, 1) as t (a) order by b, c, a
