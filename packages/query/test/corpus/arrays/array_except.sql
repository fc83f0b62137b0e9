-- about: array_except: of the first what the second lacks, once each
select array_except(array[3, 1, 3, 2, null], array[1]) as x, array_except(array[1, null], array[null]) as y
