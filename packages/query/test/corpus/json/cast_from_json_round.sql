-- about: A JSON number with a fraction as integer and bigint.
select cast(json '1.5' as integer) as a, cast(json '2.5' as bigint) as b, cast(json '-1.5' as integer) as c, cast(json '1.49' as tinyint) as d
