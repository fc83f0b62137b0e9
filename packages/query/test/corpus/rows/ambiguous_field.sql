-- about: Two fields of one name can't be told apart: an error
select r.a from (select cast(row(1, 2) as row(a integer, a integer)) as r)
