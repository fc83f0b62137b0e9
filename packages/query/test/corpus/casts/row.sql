-- about: Rows cast field by field and gain names.
select cast(row(1, 'a') as row(x bigint, y varchar)) as r, cast(row(1, 'a') as row(x bigint, y varchar)).x as x, cast(row('1', null) as row(integer, double)) as s
