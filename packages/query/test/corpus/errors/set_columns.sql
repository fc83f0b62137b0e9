-- about: Parts of a set operation with different numbers of columns
select app, traffic from events union select app from events
