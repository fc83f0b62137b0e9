-- about: TRY hides errors of numbers, casts and arguments, and no others.
-- open: DuckDB's try() hides them all
select try(mod(1, x)) from (values 0) t(x)
