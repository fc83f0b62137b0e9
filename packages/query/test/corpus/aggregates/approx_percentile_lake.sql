-- about: approx_percentile of a column of the lake: the place of its answer, for the answer itself is an estimate that differs by the run
with asked as (
  select approx_percentile(duration_seconds, 0.5) as median, approx_percentile(duration_seconds, 0.95) as p95
  from sessions where session_date between '2026-01-01' and '2026-02-28'
)
select max(median) as median, abs(0.95 - avg(if(duration_seconds <= p95, 1e0, 0e0))) < 0.01 as is_near
from sessions cross join asked
where session_date between '2026-01-01' and '2026-02-28'
