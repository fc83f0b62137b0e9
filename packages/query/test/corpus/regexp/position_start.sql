-- about: regexp_position from a start below one is an error.
select regexp_position('abc', 'b', 0)
