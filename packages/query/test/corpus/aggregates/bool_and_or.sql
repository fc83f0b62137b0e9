-- about: bool_and, bool_or and every leave NULLs out
select bool_and(x) as a, bool_or(x) as o, every(x) as e, bool_and(null) as n from (values true, null, false) as t (x)
