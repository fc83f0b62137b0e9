-- about: Two NULLs without a type cannot be put together.
-- open: answered here
select null || null as a
