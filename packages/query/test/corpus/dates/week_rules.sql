-- about: ISO weeks and their years around New Year.
select d, week(d) as w, year_of_week(d) as y, day_of_week(d) as wd from unnest(sequence(date '2024-12-28', date '2025-01-07', interval '1' day)) t(d) order by d
