-- about: TRY hides errors of numbers, casts and arguments, and no others.
-- refused: leave TRY out
select try(mod(1, x)) from (values 0) t(x)
