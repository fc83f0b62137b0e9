-- about: TABLESAMPLE SYSTEM (100) of the lake
select count(*) = (select count(*) from links) as same from links tablesample system (100)
