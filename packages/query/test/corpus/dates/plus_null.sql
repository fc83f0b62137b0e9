-- about: A date and NULL, a time and NULL, an interval less NULL.
select date '2024-01-01' + null as a, date '2024-01-01' - null as b, time '01:00:00' + null as c, interval '1' day - null as d, null - date '2024-01-01' as e
