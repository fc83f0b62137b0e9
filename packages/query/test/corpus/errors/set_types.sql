-- about: Parts of a set operation with different types
select quantity from events union select app from events
