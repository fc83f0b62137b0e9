-- about: TABLE as a part
with t as (select 1 as x) table t union all table t
