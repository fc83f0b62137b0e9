-- about: What the path gives is of no type that becomes the one returned.
select json_value('1', 'lax 1.5' returning date)
