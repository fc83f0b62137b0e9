-- about: to_milliseconds of an interval.
select to_milliseconds(interval '1' day) as a, to_milliseconds(interval '-1.5' second) as b
