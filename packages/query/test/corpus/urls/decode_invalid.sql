-- about: url_decode of an escape that is none is an error.
select url_decode('%zz')
