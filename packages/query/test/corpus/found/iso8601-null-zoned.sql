-- about: to_iso8601 of NULL as a time with a zone
select to_iso8601(cast(null as timestamp(3) with time zone)) as a
