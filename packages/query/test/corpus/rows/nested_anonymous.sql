-- about: Rows in rows by places
select r[2][1] as x, r[1] as y from (values row(row(1, row('a', 'b')))) as t (r)
