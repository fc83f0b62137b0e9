-- about: Times with zones in sets, NULL where a set is without them
select d, app, count(*) n, grouping(d, app) g
from (select date_trunc('day', occurred_at at time zone 'America/New_York') d, app from events) group by rollup (d, app) order by g, d, app
