-- about: array_min and array_max of doubles with NaN
select array_min(array[1e0, nan()]) as a, array_max(array[1e0, nan()]) as b, array_max(array[nan(), infinity()]) as c
