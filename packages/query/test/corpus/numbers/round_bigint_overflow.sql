-- about: round of a bigint that has no room
select round(9223372036854775807, -1)
