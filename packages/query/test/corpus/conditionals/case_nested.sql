-- about: CASE in CASE, with aggregates
select case when count(*) > 1 then case when sum(x) > 5 then 'many' else 'few' end else 'one' end as a from (values 1, 2) as t (x)
