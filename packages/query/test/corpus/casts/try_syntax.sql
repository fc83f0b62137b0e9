-- about: TRY does not hide an error of types.
select try(1 + 'a')
