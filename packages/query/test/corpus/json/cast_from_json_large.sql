-- about: A JSON number out of range.
select cast(json '300' as tinyint)
