-- about: The types of what the clock says; the clock itself varies.
select typeof(now()), typeof(current_timestamp), typeof(current_date), typeof(localtimestamp), typeof(current_time), typeof(localtime), typeof(current_timestamp(6)), typeof(localtimestamp(0)), current_timezone() as zone
