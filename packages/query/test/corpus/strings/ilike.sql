-- about: There is no ILIKE.
select 'A' ilike 'a'
