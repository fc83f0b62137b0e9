-- about: width_bucket with no buckets is an error.
select width_bucket(5, 0, 10, 0)
