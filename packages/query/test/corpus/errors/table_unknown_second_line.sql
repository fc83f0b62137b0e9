-- about: A table that is not there, with its line and place
select 1
from events as e
join nope as n on n.id = e.event_id
