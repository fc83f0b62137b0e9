-- about: bool_and of NULLs alone is NULL
select bool_and(x) as a, bool_or(x) as o from (values cast(null as boolean), null) as t (x)
