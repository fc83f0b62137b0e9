-- about: Shifts are by an integer, never a bigint
select bitwise_left_shift(5, bigint '1')
