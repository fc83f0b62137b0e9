-- about: width_bucket with equal bounds is an error.
select width_bucket(5, 1, 1, 3)
