-- about: A lambda by itself
select x -> x + 1
