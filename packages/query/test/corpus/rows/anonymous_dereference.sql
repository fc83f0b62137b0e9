-- about: A row without names can't be dereferenced by field0
select r.field0 from (select row(1, 2) as r)
