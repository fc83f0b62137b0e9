-- about: A parenthesis that is not closed
select count( from events
