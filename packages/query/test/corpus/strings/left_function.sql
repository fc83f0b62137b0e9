-- about: There is no function left.
select left('abc', 2)
