-- about: from_unixtime gives a timestamp with time zone in the session's zone, of milliseconds.
select from_unixtime(0) as a, from_unixtime(1767607872.3456) as b, from_unixtime(-1.5) as c, from_unixtime(1767607872) as d, from_unixtime(null) as e, typeof(from_unixtime(0))
