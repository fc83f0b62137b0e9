-- about: A character that SQL does not know
select 1 ? 2
