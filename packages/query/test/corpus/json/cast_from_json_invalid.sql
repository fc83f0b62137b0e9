-- about: A JSON text that is no number as integer.
select cast(json '"x"' as integer)
