-- about: round of an integer that has no room
select round(x, -1) from (values 2147483647) t(x)
