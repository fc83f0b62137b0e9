-- about: A JSON array as a row of another number of fields.
select cast(json '[1]' as row(a integer, b varchar))
