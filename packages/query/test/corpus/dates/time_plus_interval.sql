-- about: A time with an interval wraps at midnight.
select time '23:30:00' + interval '1' hour as a, time '00:30:00' - interval '1' hour as b
