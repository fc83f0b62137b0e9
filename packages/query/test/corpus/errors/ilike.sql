-- about: ILIKE is not Trino's
select 'a' ilike 'A'
