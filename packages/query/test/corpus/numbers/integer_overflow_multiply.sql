-- about: An integer product out of range is an error.
select a * 2 from (values 2000000000) t(a)
