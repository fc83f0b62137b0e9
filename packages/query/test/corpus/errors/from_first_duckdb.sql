-- about: FROM first is DuckDB's
from events select event_id
