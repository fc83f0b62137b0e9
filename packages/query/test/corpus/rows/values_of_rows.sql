-- about: VALUES of ROW(…) has a column for each field
select a, b from (values row(1, 'x'), row(2, 'y')) as t (a, b) order by a
