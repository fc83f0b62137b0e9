-- about: approx_percentile of a column of the lake
-- estimate
select approx_percentile(duration_seconds, 0.5) as median, approx_percentile(duration_seconds, 0.95) as p95 from sessions where session_date between '2026-01-01' and '2026-02-28'
