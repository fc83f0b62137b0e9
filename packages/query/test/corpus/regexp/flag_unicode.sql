-- about: The flag u is none that Trino's patterns know.
select regexp_like('É', '(?iu)é')
