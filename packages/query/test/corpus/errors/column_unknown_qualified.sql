-- about: A column that its table lacks
select e.nope from events as e
