-- about: sequence of dates by days, weeks and months.
select sequence(date '2026-01-30', date '2026-02-02') as a, sequence(date '2026-01-31', date '2026-05-31', interval '1' month) as b, sequence(date '2026-01-05', date '2026-01-01', interval '-2' day) as c, sequence(date '2026-01-01', date '2026-01-20', interval '7' day) as d
