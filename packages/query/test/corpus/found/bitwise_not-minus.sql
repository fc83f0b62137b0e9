-- about: what stands behind bitwise_not is not taken into it
select bitwise_not(levenshtein_distance('it''s', 'abc')) - 3 as a, bitwise_not(2) * 3 as b, bitwise_not(-1) as c
