-- about: NOT of unknown is unknown
select x from (values 1, 2, null) as t (x) where not (x = 1) order by x
