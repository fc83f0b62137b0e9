-- about: The size and the time of a row's file, and their types
select typeof("$file_size") as size, typeof("$file_modified_time") as at, typeof("$partition") as p, cast(date_diff('hour', "$file_modified_time", current_timestamp) as varchar) is not null as dated from events where received_date = '2026-01-15' and "$file_size" > 10 limit 1
