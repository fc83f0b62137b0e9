-- about: LIKE by a number.
select app from events where received_date like 5
