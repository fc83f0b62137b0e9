-- about: A field that a row lacks
select cast(row(1) as row(a integer)).b
