-- about: EXISTS of an aggregate is always true
select exists (select count(*) from (values 1) as t (x) where x > 5) as e
