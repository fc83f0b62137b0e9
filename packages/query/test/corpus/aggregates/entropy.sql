-- about: entropy of counts
select entropy(x) as a from (values 1, 1, 2, null) as t (x)
