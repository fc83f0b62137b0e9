-- about: Star with an aggregate is an error
select *, count(*) from (values (1, 2)) as t (x, y)
