-- about: A NULL subscript is NULL
select array[1, 2][cast(null as integer)] as x
