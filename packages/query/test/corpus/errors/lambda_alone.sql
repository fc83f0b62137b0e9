-- about: A lambda alone.
select x -> x
