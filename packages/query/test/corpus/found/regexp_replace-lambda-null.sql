-- about: regexp_replace by a lambda: of NULL, and to NULL
select x, regexp_replace(x, '(a)|(.)', m -> upper(m[1]) || coalesce(m[2], '?')) as r from (values 'ab', 'a', '', null) as t (x) order by x
