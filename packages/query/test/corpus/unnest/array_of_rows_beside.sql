-- about: UNNEST of an array of rows beside another array
select a, b, n from unnest(array[row(1, 'x'), row(2, 'y')], array[10, 20, 30]) as t (a, b, n) order by n
