-- about: A row's fields are found whatever the case
select r.ID as a, r."iD" as b from (select cast(row(1) as row(Id integer)) as r)
