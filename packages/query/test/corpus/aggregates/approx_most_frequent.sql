-- about: approx_most_frequent of few values
-- refused: approx_most_frequent
select approx_most_frequent(2, x, 10) as a from (values 'a', 'a', 'a', 'b', 'b', 'c') as t (x)
