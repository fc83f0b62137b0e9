-- about: Aggregates of no rows
select max(x,2), max_by(x,x,2), max_by(x,x), count(x), histogram(x), map_agg(x,x), approx_distinct(x), sum(x), avg(x), array_agg(x), bool_and(x>1), count_if(x>1), approx_percentile(x,0.5), bitwise_and_agg(x), geometric_mean(x), stddev(x), corr(x,x), map_union(map(array[x],array[x])), skewness(x), kurtosis(x) from (values 1) t(x) where false
