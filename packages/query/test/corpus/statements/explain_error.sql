-- about: EXPLAIN of a statement with an error
explain select nope from events
