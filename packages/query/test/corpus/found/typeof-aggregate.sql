-- about: an aggregate of which only the type is asked, which makes one row all the same
select typeof(max_by(date '2000-01-01', x)) as a from (values 1, 2) as t (x)
