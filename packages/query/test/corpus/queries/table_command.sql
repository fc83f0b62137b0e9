-- about: TABLE t is select * from t
with t as (select 1 as x, 'a' as y) table t
