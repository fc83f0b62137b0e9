-- about: WITH RECURSIVE: a chain of parents
with recursive chain (id, path) as (
  select id, cast(name as varchar) from (values (1, null, 'root'), (2, 1, 'child')) as n (id, parent, name) where parent is null
  union all select n.id, chain.path || '/' || n.name from chain join (values (1, null, 'root'), (2, 1, 'child'), (3, 2, 'leaf')) as n (id, parent, name) on n.parent = chain.id)
select id, path from chain order by id
