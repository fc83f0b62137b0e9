-- about: TRY in a lambda makes NULL of the element alone
select transform(array[1, 0, 5], x -> try(10 / x)) as x
