-- about: The timestamp columns' type, and their precision after functions.
select typeof(occurred_at), typeof(date_trunc('hour', occurred_at)), typeof(occurred_at + interval '1' day), typeof(date(occurred_at)), typeof(date_add('day', 1, occurred_at)), typeof(max(occurred_at)) from events group by 1, 2, 3, 4, 5
