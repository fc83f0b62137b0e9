-- about: approx_distinct of a column of the lake
-- estimate
select approx_distinct(anonymous_id) as visitors from events where received_date between '2026-01-01' and '2026-02-28'
