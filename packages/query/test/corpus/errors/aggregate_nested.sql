-- about: An aggregate of an aggregate
select max(count(*)) from events
