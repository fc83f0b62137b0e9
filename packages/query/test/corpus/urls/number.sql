-- about: url_extract_host of a number.
select url_extract_host(5)
