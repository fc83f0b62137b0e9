-- about: A replacement by a group that is not there is an error.
select regexp_replace('abc', 'b', '$2')
