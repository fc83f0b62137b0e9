-- about: What is hidden in a table about tables is not in star
select count(comment) >= 0 as any, (select count(*) from (select * from information_schema.columns where table_name = 'links')) as n from information_schema.columns where table_name = 'links'
