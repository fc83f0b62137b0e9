-- about: human_readable_seconds of short and long spans.
select x, human_readable_seconds(x) as s from (values 0e0, 1e0, 59.9e0, 60e0, 96e0, 3762e0, 86400e0, 56363463e0, 604800e0, -1e0, 0.4e0) v(x) order by x
