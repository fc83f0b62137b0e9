-- about: regexp_replace by a lambda of what a window gives that is ordered by TRY
select regexp_replace(max('ab_c') over (order by try(date '2026-01-14')), '([a-z]+)_?([a-z]*)', x -> upper(x[1]) || coalesce(x[2], '?')) as c from (values 1, 2) as v (id)
