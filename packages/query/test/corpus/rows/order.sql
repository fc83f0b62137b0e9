-- about: Order of rows: field by field
select row(1, 2) < row(1, 3) as a, (2, 'a') > (1, 'z') as b, row(1, 'a') <= row(1, 'a') as c
