-- about: A column that is not there, with its line and place
select
  event_id,
  nope
from events
