-- about: A bigint is no timestamp: from_unixtime makes one.
select cast(1767225600 as timestamp)
