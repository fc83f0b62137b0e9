-- about: round of a tinyint that has no room
select round(tinyint '127', -1)
