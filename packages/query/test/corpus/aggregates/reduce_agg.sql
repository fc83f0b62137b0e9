-- about: reduce_agg: a product
select reduce_agg(x, 1, (a, b) -> a * b, (a, b) -> a * b) as product from (values 2, 3, 4) as t (x)
