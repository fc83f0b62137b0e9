-- about: A replacement that ends in a lone dollar is an error.
select regexp_replace('abc', 'b', '$')
