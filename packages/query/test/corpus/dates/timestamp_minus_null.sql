-- about: What NULL is taken from a timestamp for is not known.
select timestamp '2024-01-01 00:00:00' - null
