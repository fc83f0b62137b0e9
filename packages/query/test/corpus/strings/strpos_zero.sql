-- about: strpos of the zeroth instance is an error.
select strpos('banana', 'an', 0)
