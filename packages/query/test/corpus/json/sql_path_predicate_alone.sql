-- about: A predicate outside of a filter.
select json_value('{"a":1}', 'lax $.a == 1')
