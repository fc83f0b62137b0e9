-- about: What is hidden is not in a subquery's star
select "$path" from (select * from events)
