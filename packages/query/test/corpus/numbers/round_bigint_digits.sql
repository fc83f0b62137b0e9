-- about: round of a bigint to more digits than it can have
select round(0, -19)
