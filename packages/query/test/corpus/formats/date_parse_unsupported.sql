-- about: date_parse with a code Trino refuses.
select date_parse('1', '%w')
