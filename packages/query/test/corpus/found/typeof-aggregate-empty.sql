-- about: an aggregate of no rows of which only the type is asked
select typeof(count(*)) as a from (values 1, 2) as t (x) where x > 5
