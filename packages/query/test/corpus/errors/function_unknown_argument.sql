-- about: What is wrong with the arguments of a function that is unknown is said first
select dateadd(day, 1, occurred_at) from events
