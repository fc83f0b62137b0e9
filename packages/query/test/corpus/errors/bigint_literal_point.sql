-- about: A literal of a type must be one of its values.
select bigint '1.5'
