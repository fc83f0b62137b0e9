-- about: LIMIT of a text
select 1 limit 'a'
