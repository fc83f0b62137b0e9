-- about: min and max of texts by code points.
select min(x) as lo, max(x) as hi from (values 'b', 'A', 'é', '', null) t(x)
