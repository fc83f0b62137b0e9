-- about: url_decode of an escape cut off is an error.
select url_decode('a%2')
