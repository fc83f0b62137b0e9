-- about: Two NULLs without a type cannot be put together.
select null || null as a
