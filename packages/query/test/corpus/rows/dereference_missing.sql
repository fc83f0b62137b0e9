-- about: A field that a row lacks is an error
select r.nope from (select cast(row(1) as row(id integer)) as r)
