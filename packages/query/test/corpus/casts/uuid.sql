-- about: UUIDs from text and to text, in lower case.
select uuid '12151FD2-7586-11E9-8F9E-2A86E4085A59' as a, cast(cast('12151fd2-7586-11e9-8f9e-2a86e4085a59' as uuid) as varchar) as b, cast('12151fd2-7586-11e9-8f9e-2a86e4085a59' as uuid) = uuid '12151FD2-7586-11E9-8F9E-2A86E4085A59' as c, typeof(uuid '12151fd2-7586-11e9-8f9e-2a86e4085a59')
