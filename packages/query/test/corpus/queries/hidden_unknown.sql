-- about: "$bucket" of a table that has no buckets
select "$bucket" from events
