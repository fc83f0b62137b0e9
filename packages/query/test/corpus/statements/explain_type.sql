-- about: EXPLAIN (TYPE VALIDATE)
explain (type validate) select 1
