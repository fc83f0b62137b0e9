-- about: An operator between types that it does not know
select 1 + 'a'
