-- about: coalesce asks no argument after the first that is not NULL
select coalesce(x, 10 / (x - x)) as y from (values 5) as t (x)
