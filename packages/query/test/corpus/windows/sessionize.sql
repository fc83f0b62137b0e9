-- about: Sessions by gaps: lag, a running sum of beginnings
select i, sum(if(gap is null or gap > 1800, 1, 0)) over (order by at, i) as session from (
  select i, at, date_diff('second', lag(at) over (order by at), at) as gap
  from (values (1, timestamp '2026-01-14 10:00:00'), (2, timestamp '2026-01-14 10:30:00'), (3, timestamp '2026-01-14 11:00:01')) as t (i, at)) order by i
