-- about: A table's name without FROM's comma: FROM misspelt
select event_id form events where app = 'store'
