-- about: json_array of what becomes text.
select json_array(uuid '12151fd2-7586-11e9-8f9e-2a86e4085a59', interval '1' day, time '01:02:03', timestamp '2020-01-01 00:00:00 UTC', null)
