-- about: EXTRACT from NULL.
select extract(year from null)
