-- about: Two errors: the first is told
select nope, nada from events
