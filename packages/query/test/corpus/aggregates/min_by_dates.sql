-- about: min_by and max_by with timestamps: first and last page of a visitor
select min_by(page, at) as first, max_by(page, at) as last from (values ('/a', timestamp '2026-01-14 10:00:00.001'), ('/b', timestamp '2026-01-14 10:00:00.002'), (null, timestamp '2026-01-14 09:00:00')) as t (page, at)
