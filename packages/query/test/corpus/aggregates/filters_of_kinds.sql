-- about: Aggregates of several kinds with FILTER
select max_by(x,y) filter (where y < 3), array_agg(x order by y desc) filter (where y>1), map_agg(x,y) filter (where y > 1), avg(cast(y as decimal(3,1))) filter (where y>1), sum(y) filter (where y>9), count(*) filter (where y>1), histogram(x) filter (where y > 1) from (values ('a',1),('b',2),('c',3)) t(x,y)
