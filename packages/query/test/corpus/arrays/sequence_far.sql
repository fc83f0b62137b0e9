-- about: sequence to the largest bigint and from the smallest; a step past the end
select sequence(9223372036854775800, 9223372036854775807), sequence(-9223372036854775808, -9223372036854775806), sequence(5,1,-3), sequence(1,2,5)
