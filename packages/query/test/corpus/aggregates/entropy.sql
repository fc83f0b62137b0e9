-- about: entropy is unknown to Trino 435
select entropy(x) as a from (values 1, 1, 2, null) as t (x)
