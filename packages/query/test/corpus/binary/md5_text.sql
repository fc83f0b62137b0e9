-- about: md5 wants bytes, not a text.
select md5('hello')
