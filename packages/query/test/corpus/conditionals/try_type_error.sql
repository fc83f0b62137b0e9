-- about: TRY does not catch errors of types
select try(1 + 'a')
