-- about: Intervals to text.
select cast(interval '1' day as varchar) as a, cast(interval '-90' second as varchar) as b, cast(interval '14' month as varchar) as c, cast(interval '1 02:03:04.567' day to second as varchar) as d
