-- about: A literal beyond its type.
select tinyint '200'
