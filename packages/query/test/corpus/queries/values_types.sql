-- about: VALUES unifies its rows' types
select x, y from (values (1, 'a'), (2.5, 'bc'), (null, null)) as t (x, y) order by x
