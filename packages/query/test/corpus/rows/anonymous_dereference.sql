-- about: A row without names dereferenced by field0 is an error
select r.field0 from (select row(1, 2) as r)
